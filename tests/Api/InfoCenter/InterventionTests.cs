using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

[Collection(nameof(DefaultHost))]
public sealed class InterventionTests(DefaultHost fixture)
{
    private static readonly (string, object?) Staff = ("senderType", "staff");

    [Fact]
    public async Task A_reported_message_is_answered_and_judged_on_the_message_and_on_both_streams()
    {
        var (robot, session) = (Center.NewId("r"), Center.NewId("s"));
        using var messages = await EventStreamReader.OpenAsync(fixture.Host, $"/api/messages/stream?robotId={robot}");
        using var sessions = await EventStreamReader.OpenAsync(fixture.Host, $"/api/sessions/stream?robotId={robot}");
        Assert.Equal("retry: 3000", await messages.NextBlockAsync());
        Assert.Equal("retry: 3000", await sessions.NextBlockAsync());

        var reported = await fixture.Host.ReportAsync(session, "多久发货？谢谢，非常满意！", ("robotId", robot));
        Assert.Null(reported.TextOrNull("aiResponse"));

        var shown = await fixture.Host.UntilAsync(reported, "is answered and judged", IsAnsweredAndJudged);
        Assert.InRange(shown.GetProperty("satisfactionScore").GetInt32(), 4, 5);
        Assert.NotNull(shown.TextOrNull("aiResponseTime"));
        Assert.InRange(shown.GetProperty("confidence").GetDouble(), 0, 1);
        var versions = new List<ServerEvent>();
        do
        {
            versions.Add(await messages.ExpectAsync("message"));
        }
        while (!IsAnsweredAndJudged(versions[^1].Data));
        Assert.Equal(reported.Text("id"), versions[0].Id);
        Assert.Equal(shown.GetRawText(), versions[^1].Data.GetRawText());
        ServerEvent told;
        do
        {
            told = await sessions.ExpectAsync("session");
        }
        while (!told.Data.GetProperty("metadata").TryGetProperty("satisfaction", out _));
        var score = shown.Text("satisfactionScore");
        Assert.Equal($$"""{"latest":{{score}},"mean":{{score}},"count":1}""", told.Data.GetProperty("metadata").GetProperty("satisfaction").GetRawText());

        var listed = await fixture.Host.MessagesAsync(session);
        Assert.Equal([("TEXT", shown.Text("content")), ("AI_REPLY", shown.Text("aiResponse"))], listed.Select(message => (message.Text("msg_type"), message.Text("msg_content"))));
    }

    [Fact]
    public async Task A_staff_message_silences_the_AI_until_staff_resume_it()
    {
        var (robot, session) = (Center.NewId("r"), Center.NewId("s"));
        using var stream = await EventStreamReader.OpenAsync(fixture.Host, $"/api/messages/stream?robotId={robot}");
        Assert.Equal("retry: 3000", await stream.NextBlockAsync());

        var staff = await fixture.Host.ReportAsync(session, "我来处理", ("robotId", robot), ("senderId", "li"), Staff);
        Assert.True(staff.GetProperty("humanIntervened").GetBoolean());
        Assert.Equal(staff.Text("id"), (await stream.ExpectAsync("message")).Id);
        var came = await stream.ExpectAsync("intervention");
        Assert.Equal(["sessionId", "robotId", "by", "at"], came.Data.Names());
        Assert.Equal((session, robot, "li", staff.Text("createdAt")), (came.Data.Text("sessionId"), came.Data.Text("robotId"), came.Data.Text("by"), came.Data.Text("at")));
        Assert.StartsWith($"{session}:", came.Id, StringComparison.Ordinal);
        var shown = (await fixture.Host.SessionAsync(session)).GetProperty("metadata").GetProperty("intervention");
        Assert.Equal(["by", "since", "reason"], shown.Names());
        Assert.Equal(("li", staff.Text("createdAt")), (shown.Text("by"), shown.Text("since")));

        var silent = await fixture.Host.ReportAsync(session, "好的谢谢", ("robotId", robot));
        await fixture.Host.UntilAsync(silent, "is judged", message => message.TextOrNull("satisfactionScore") is not null);
        await fixture.Host.ReportAsync(session, "[恢复回复]", ("robotId", robot), ("senderId", "li"), Staff);
        Assert.False((await fixture.Host.SessionAsync(session)).GetProperty("metadata").TryGetProperty("intervention", out _));

        var answered = await fixture.Host.ReportAsync(session, "多久发货？", ("robotId", robot));
        await fixture.Host.UntilAsync(answered, "is answered", message => message.TextOrNull("aiResponse") is not null);
        Assert.Null((await fixture.Host.MessageAsync(silent)).TextOrNull("aiResponse"));
    }

    [Fact]
    public async Task Some_time_after_the_latest_staff_message_the_AI_answers_again()
    {
        await using var host = await ParleyHost.StartAsync(("Ai__ResumeAfter", "00:00:01"));
        await host.ReportAsync("s", "我来处理", Staff);

        await Eventually.TrueAsync(
            async () =>
            {
                var message = await host.ReportAsync("s", "多久发货？");
                await host.UntilAsync(message, "is judged", judged => judged.TextOrNull("satisfactionScore") is not null);
                return (await host.MessageAsync(message)).TextOrNull("aiResponse") is not null;
            },
            "the AI answers again");
    }

    [Fact]
    public async Task Solved_closes_the_session_and_a_message_reopens_it()
    {
        var session = Center.NewId("s");
        var complaint = await fixture.Host.ReportAsync(session, "投诉！");
        await fixture.Host.UntilAsync(complaint, "is judged", message => message.TextOrNull("satisfactionScore") is not null);
        Assert.Equal("needs-human", Assert.Single((await fixture.Host.SessionAsync(session)).GetProperty("tags").EnumerateArray()).GetString());

        await fixture.Host.ReportAsync(session, "退款了 [已解决]", Staff);

        var closed = await fixture.Host.SessionAsync(session);
        Assert.Equal(("closed", "[]"), (closed.Text("status"), closed.GetProperty("tags").GetRawText()));
        await fixture.Host.ReportAsync(session, "谢谢");
        Assert.Equal("active", (await fixture.Host.SessionAsync(session)).Text("status"));
    }

    [Fact]
    public async Task A_PUT_of_the_reply_is_the_reply()
    {
        var session = Center.NewId("s");
        var message = await fixture.Host.ReportAsync(session, "多久发货？");
        var put = (await fixture.Host.PutAsync($"{Center.Messages}/{message.Text("id")}", new { aiResponse = "人工答复", confidence = 1 })).Data();
        Assert.Equal(("人工答复", "1"), (put.Text("aiResponse"), put.Text("confidence")));

        await fixture.Host.SettledAsync(session, 1);

        Assert.Equal("人工答复", (await fixture.Host.MessageAsync(message)).Text("aiResponse"));
        Assert.Equal(["多久发货？", "人工答复"], (await fixture.Host.MessagesAsync(session)).Select(one => one.Text("msg_content")));
    }

    private static bool IsAnsweredAndJudged(JsonElement message) =>
        message.TextOrNull("aiResponse") is not null && message.TextOrNull("satisfactionScore") is not null;
}
