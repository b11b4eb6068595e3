using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging;

[Collection(nameof(DefaultHost))]
public sealed class RecordTests(DefaultHost fixture)
{
    [Fact]
    public async Task A_record_ends_with_the_reply_that_is_in_the_list()
    {
        var session = Conversation.NewSession();
        var sent = await fixture.Host.PostMessageAsync(session, "多久发货？");

        var record = Assert.Single(await fixture.Host.SettledAsync(session, 1));

        Assert.Equal(
            ["id", "record_id", "session_id", "user_message_id", "ai_message_id", "status", "duration_ms", "error_message", "created_at"], record.Names());
        Assert.True(record.GetProperty("id").GetInt64() > 0);
        Assert.Matches("^record_[0-9]{14}_[0-9a-f]{8}$", record.Text("record_id"));
        Assert.Equal(session, record.Text("session_id"));
        Assert.Equal(sent.Text("message_id"), record.Text("user_message_id"));
        Assert.Equal("1", record.Text("status"));
        Assert.True(record.GetProperty("duration_ms").GetInt64() >= 0);
        Assert.Null(record.TextOrNull("error_message"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$", record.Text("created_at"));
        Assert.Equal((await fixture.Host.MessagesAsync(session))[1].Text("message_id"), record.Text("ai_message_id"));
    }

    [Fact]
    public async Task Every_message_has_one_record_and_one_reply_and_records_page_as_messages_do()
    {
        var session = Conversation.NewSession();
        var sent = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            sent.Add((await fixture.Host.PostMessageAsync(session, $"question {i}")).Text("message_id"));
        }

        var records = await fixture.Host.SettledAsync(session, 5);
        var replies = (await fixture.Host.MessagesAsync(session)).Where(message => message.Text("msg_type") == "AI_REPLY").Select(message => message.Text("message_id"));
        Assert.Equal(sent, records.Select(record => record.Text("user_message_id")));
        Assert.Equal(replies.Order(), records.Select(record => record.Text("ai_message_id")).Order());

        var page = await fixture.Host.GetAsync($"/api/ai/records?session_id={session}&page=2&page_size=2&order=desc");
        Assert.Equal(["records", "total", "page", "page_size", "next_cursor"], page.Json.Names());
        Assert.Equal(5, page.Json.GetProperty("total").GetInt32());
        Assert.Equal([sent[2], sent[1]], page.Json.GetProperty("records").EnumerateArray().Select(record => record.Text("user_message_id")));
        var rest = await fixture.Host.GetAsync($"/api/ai/records?session_id={session}&page_size=2&order=desc&cursor={page.Json.Text("next_cursor")}");
        Assert.Equal(sent[0], Assert.Single(rest.Json.GetProperty("records").EnumerateArray()).Text("user_message_id"));
        Assert.Null(rest.Json.TextOrNull("next_cursor"));
    }
}
