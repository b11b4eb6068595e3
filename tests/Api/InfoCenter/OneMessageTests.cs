using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

[Collection(nameof(CenterHost))]
public sealed class OneMessageTests(CenterHost fixture)
{
    [Theory]
    [InlineData("msg-0")]
    [InlineData("msg-999999999999")]
    [InlineData("msg-9223372036854775807")]
    [InlineData("msg-9223372036854775808")]
    [InlineData("msg--1")]
    [InlineData("msg-01")]
    [InlineData("msg-%2B1")]
    [InlineData("msg-1%20")]
    [InlineData("msg-")]
    [InlineData("MSG-1")]
    [InlineData("1")]
    [InlineData("消息")]
    public async Task An_id_that_is_none_is_not_found(string id)
    {
        (await fixture.Host.GetAsync($"{Center.Messages}/{id}")).Fails(404, "Message not found");
        (await fixture.Host.PutAsync($"{Center.Messages}/{id}", new { confidence = 1 })).Fails(404, "Message not found");
        (await fixture.Host.DeleteAsync($"{Center.Messages}/{id}")).Fails(404, "Message not found");
    }

    [Fact]
    public async Task A_PUT_changes_what_it_names_and_answers_the_whole_message()
    {
        var message = await fixture.Host.ReportAsync(Center.NewId("s"), "hi", ("metadata", new { a = 1 }));
        var path = $"{Center.Messages}/{message.Text("id")}";

        var changed = (await fixture.Host.PutAsync(path, new
        {
            aiResponse = "您好！",
            aiResponseTime = "2024-01-15T18:30:02.5+08:00",
            confidence = 0.95,
            humanIntervened = true,
            satisfactionScore = 5,
            metadata = new { b = "中" },
            content = "ignored",
            id = "ignored",
        })).Data();

        Assert.Equal(message.Names(), changed.Names());
        Assert.Equal(("您好！", "2024-01-15T10:30:02.500Z", "0.95", "True", "5", """{"b":"中"}""", "hi"), (
            changed.Text("aiResponse"), changed.Text("aiResponseTime"), changed.Text("confidence"), changed.Text("humanIntervened"), changed.Text("satisfactionScore"),
            changed.GetProperty("metadata").GetRawText(), changed.Text("content")));
        Assert.True(string.CompareOrdinal(changed.Text("updatedAt"), message.Text("updatedAt")) >= 0);
        Assert.Equal(changed.GetRawText(), (await fixture.Host.MessageAsync(message)).GetRawText());

        var again = (await fixture.Host.PutAsync(path, new { confidence = 0 })).Data();
        Assert.Equal(("您好！", "0", "5"), (again.Text("aiResponse"), again.Text("confidence"), again.Text("satisfactionScore")));
    }

    [Fact]
    public async Task Null_clears()
    {
        var message = await fixture.Host.ReportAsync(Center.NewId("s"), "hi", ("metadata", new { a = 1 }));
        var path = $"{Center.Messages}/{message.Text("id")}";
        await fixture.Host.PutAsync(path, new { aiResponse = "x", confidence = 0.5, humanIntervened = true, satisfactionScore = 1 });

        var cleared = (await fixture.Host.PutAsync(path, """
            {"aiResponse":null,"aiResponseTime":null,"confidence":null,"humanIntervened":null,"satisfactionScore":null,"metadata":null}
            """)).Data();

        Assert.All(["aiResponse", "aiResponseTime", "confidence", "satisfactionScore"], member => Assert.Null(cleared.TextOrNull(member)));
        Assert.Equal(("False", "{}"), (cleared.Text("humanIntervened"), cleared.GetProperty("metadata").GetRawText()));
        Assert.Equal(cleared.GetRawText(), (await fixture.Host.MessageAsync(message)).GetRawText());
    }

    [Fact]
    public async Task A_PUT_that_names_nothing_changes_nothing()
    {
        var message = await fixture.Host.ReportAsync(Center.NewId("s"));

        foreach (var body in new[] { "{}", """{"content":"x","senderName":null}""" })
        {
            Assert.Equal(message.GetRawText(), (await fixture.Host.PutAsync($"{Center.Messages}/{message.Text("id")}", body)).Data().GetRawText());
        }
    }

    [Theory]
    [InlineData("""{"aiResponse":""}""", "aiResponse")]
    [InlineData("""{"aiResponse":5}""", "aiResponse")]
    [InlineData("""{"aiResponseTime":"yesterday"}""", "aiResponseTime")]
    [InlineData("""{"aiResponseTime":1705314602000}""", "aiResponseTime")]
    [InlineData("""{"confidence":1.01}""", "confidence")]
    [InlineData("""{"confidence":-0.01}""", "confidence")]
    [InlineData("""{"confidence":"0.5"}""", "confidence")]
    [InlineData("""{"confidence":1e999}""", "confidence")]
    [InlineData("""{"humanIntervened":1}""", "humanIntervened")]
    [InlineData("""{"humanIntervened":"true"}""", "humanIntervened")]
    [InlineData("""{"satisfactionScore":0}""", "satisfactionScore")]
    [InlineData("""{"satisfactionScore":6}""", "satisfactionScore")]
    [InlineData("""{"satisfactionScore":4.5}""", "satisfactionScore")]
    [InlineData("""{"satisfactionScore":"5"}""", "satisfactionScore")]
    [InlineData("""{"metadata":[]}""", "metadata")]
    [InlineData("""{"confidence":0.5,"satisfactionScore":9}""", "satisfactionScore")]
    public async Task A_bad_change_is_refused_whole(string body, string member)
    {
        var message = await fixture.Host.ReportAsync(Center.NewId("s"));

        var answer = await fixture.Host.PutAsync($"{Center.Messages}/{message.Text("id")}", body);

        answer.Fails(400);
        Assert.StartsWith($"Invalid value for {member}: must be ", answer.Json.Text("error"), StringComparison.Ordinal);
        Assert.Equal(message.GetRawText(), (await fixture.Host.MessageAsync(message)).GetRawText());
    }

    [Fact]
    public async Task Whole_numbers_may_be_written_as_decimals()
    {
        var message = await fixture.Host.ReportAsync(Center.NewId("s"));

        Assert.Equal("4", (await fixture.Host.PutAsync($"{Center.Messages}/{message.Text("id")}", """{"satisfactionScore":4.0}""")).Data().Text("satisfactionScore"));
    }

    [Fact]
    public async Task A_reply_given_by_PUT_is_a_message_of_its_own_elsewhere_and_no_row_here()
    {
        var session = Center.NewId("s");
        var message = await fixture.Host.ReportAsync(session);
        await fixture.Host.PutAsync($"{Center.Messages}/{message.Text("id")}", new { aiResponse = "first" });
        await fixture.Host.PutAsync($"{Center.Messages}/{message.Text("id")}", new { aiResponse = "second" });

        var messages = await fixture.Host.MessagesAsync(session);

        Assert.Equal(["hi", "second"], messages.Select(one => one.Text("msg_content")));
        (await fixture.Host.GetAsync($"{Center.Messages}/msg-{messages[1].Text("id")}")).Fails(404, "Message not found");
        Assert.Equal("1", (await fixture.Host.SessionAsync(session)).Text("messageCount"));
    }

    [Fact]
    public async Task A_deleted_message_is_gone_from_every_contract()
    {
        var session = Center.NewId("s");
        var kept = await fixture.Host.ReportAsync(session, "kept");
        var message = await fixture.Host.ReportAsync(session, "gone");
        var path = $"{Center.Messages}/{message.Text("id")}";
        await fixture.Host.PutAsync(path, new { aiResponse = "reply" });

        var deleted = await fixture.Host.DeleteAsync(path);

        Assert.Equal((200, """{"success":true,"message":"Message deleted successfully"}"""), (deleted.Status, deleted.Text));
        (await fixture.Host.DeleteAsync(path)).Fails(404, "Message not found");
        (await fixture.Host.GetAsync(path)).Fails(404, "Message not found");
        (await fixture.Host.PutAsync(path, new { confidence = 1 })).Fails(404, "Message not found");
        Assert.Equal(["kept"], (await fixture.Host.MessagesAsync(session)).Select(one => one.Text("msg_content")));
        var stored = await fixture.Host.SessionAsync(session);
        Assert.Equal(("1", kept.Text("id")), (stored.Text("messageCount"), stored.GetProperty("lastMessage").Text("id")));
    }
}
