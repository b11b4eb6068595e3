using System.Text.Json;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging;

[Collection(nameof(DefaultHost))]
public sealed class SendTests(DefaultHost fixture)
{
    private static readonly string[] Members = ["id", "message_id", "session_id", "from_user_id", "msg_type", "msg_content", "created_at"];

    [Fact]
    public async Task The_answer_is_the_stored_message_member_for_member()
    {
        var session = Conversation.NewSession();

        var answer = await fixture.Host.PostAsync(Requests.Send, new { content = "你好，我想咨询一个问题", session_id = session });

        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json; charset=utf-8", answer.Headers["content-type"]);
        Assert.Equal(Members, answer.Json.Names());
        Assert.Equal(JsonValueKind.Number, answer.Json.GetProperty("id").ValueKind);
        Assert.True(answer.Json.GetProperty("id").GetInt64() > 0);
        Assert.Matches("^msg_[0-9]{14}_[0-9a-f]{8}$", answer.Json.Text("message_id"));
        Assert.Equal(session, answer.Json.Text("session_id"));
        Assert.Equal("default_user", answer.Json.Text("from_user_id"));
        Assert.Equal("TEXT", answer.Json.Text("msg_type"));
        Assert.Equal("你好，我想咨询一个问题", answer.Json.Text("msg_content"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$", answer.Json.Text("created_at"));
    }

    [Fact]
    public async Task An_id_carries_the_second_at_which_its_message_was_stored()
    {
        var message = await fixture.Host.PostMessageAsync(Conversation.NewSession(), "多久发货？");

        var second = message.Text("created_at")[..19].Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal).Replace("T", "", StringComparison.Ordinal);
        Assert.Equal(second, message.Text("message_id").Split('_')[1]);
    }

    [Theory]
    [InlineData("中文")]
    [InlineData("emoji 😀 and é")]
    [InlineData("<b>&'+\u2028\u00a0\u007f")]
    public async Task Non_ASCII_text_is_not_escaped(string content)
    {
        var answer = await fixture.Host.PostAsync(Requests.Send, new { content, session_id = Conversation.NewSession() });

        Assert.Equal(content, answer.Json.Text("msg_content"));
        Assert.Contains($"\"{content}\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains($"\"{content}\"", (await fixture.Host.GetAsync("/api/message/" + answer.Json.Text("message_id"))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("  padded  ")]
    [InlineData("line\r\nbreak\ttab")]
    [InlineData("\uFEFFmark")]
    public async Task Content_is_kept_as_it_was_sent(string content)
    {
        var session = Conversation.NewSession();

        await fixture.Host.PostAsync(Requests.Send, new { content, session_id = session });

        Assert.Equal(content, (await fixture.Host.MessagesAsync(session))[0].Text("msg_content"));
    }

    [Theory]
    [InlineData("a", 1)]
    [InlineData("a", 5000)]
    [InlineData("中", 5000)]
    [InlineData("😀", 5000)]
    public async Task Content_has_up_to_5000_code_points(string character, int count)
    {
        var content = string.Concat(Enumerable.Repeat(character, count));

        var answer = await fixture.Host.PostAsync(Requests.Send, new { content, session_id = Conversation.NewSession() });

        Assert.Equal(content, answer.Json.Text("msg_content"));
        var read = await fixture.Host.GetAsync("/api/message/" + answer.Json.Text("message_id"));
        Assert.Equal(answer.Text, read.Text);
    }

    [Theory]
    [InlineData("x")]
    [InlineData(" ")]
    [InlineData("a b/c?d#e%f&g=h+i")]
    [InlineData("用户😀")]
    [InlineData("123456789012345678901234567890123456789012345678")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    public async Task Any_session_id_of_1_to_48_code_points_is_taken(string session)
    {
        var message = await fixture.Host.PostMessageAsync(session, "hello");

        Assert.Equal(session, message.Text("session_id"));
        Assert.Equal(message.Text("message_id"), (await fixture.Host.MessagesAsync(session))[0].Text("message_id"));
    }

    [Fact]
    public async Task Session_ids_differ_by_case()
    {
        var session = Conversation.NewSession();
        await fixture.Host.PostMessageAsync(session, "hello");

        Assert.Empty(await fixture.Host.MessagesAsync(session.ToUpperInvariant()));
    }

    [Fact]
    public async Task The_query_says_who_speaks()
    {
        var answer = await fixture.Host.PostAsync(Requests.Send + "?user_id=%E5%BC%A0%E4%B8%89", new { content = "hi", session_id = Conversation.NewSession() });

        Assert.Equal("张三", answer.Json.Text("from_user_id"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%00")]
    [InlineData("a%0Ab")]
    public async Task A_speaker_that_is_no_id_is_refused_by_name(string user)
    {
        var answer = await fixture.Host.PostAsync($"{Requests.Send}?user_id={user}", new { content = "hi", session_id = Conversation.NewSession() });

        answer.IsError(400, 400);
        Assert.Contains("user_id", answer.Json.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_members_are_ignored()
    {
        var answer = await fixture.Host.PostAsync(Requests.Send, new { content = "hi", session_id = Conversation.NewSession(), extra = new { deep = new[] { 1 } } });

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Numbers_and_ids_are_unique_over_sessions_and_rise_inside_one()
    {
        var sessions = Enumerable.Range(0, 5).Select(_ => Conversation.NewSession()).ToList();
        await Parallel.ForEachAsync(sessions, async (session, _) =>
        {
            for (var i = 0; i < 20; i++)
            {
                await fixture.Host.PostMessageAsync(session, $"message {i}");
            }
        });

        var all = new List<JsonElement>();
        foreach (var session in sessions)
        {
            await fixture.Host.SettledAsync(session, 20);
            var messages = await fixture.Host.MessagesAsync(session);
            var numbers = messages.Select(message => message.GetProperty("id").GetInt64()).ToList();
            Assert.Equal(numbers.Order(), numbers);
            all.AddRange(messages);
        }

        Assert.Equal(200, all.Count);
        Assert.Equal(200, all.Select(message => message.Text("id")).Distinct().Count());
        Assert.Equal(200, all.Select(message => message.Text("message_id")).Distinct().Count());
    }

    [Fact]
    public async Task A_message_id_leads_back_to_its_message_and_to_nothing_else()
    {
        var session = Conversation.NewSession();
        await fixture.Host.PostMessageAsync(session, "多久发货？");
        await fixture.Host.SettledAsync(session, 1);
        foreach (var message in await fixture.Host.MessagesAsync(session))
        {
            var read = await fixture.Host.GetAsync("/api/message/" + message.Text("message_id"));
            Assert.Equal(message.GetRawText(), read.Text);
        }

        var id = (await fixture.Host.MessagesAsync(session))[0].Text("message_id");
        foreach (var other in new[] { id.ToUpperInvariant(), id + "0", id[..^1], "msg_20000101000000" + id[18..], "msg_20250127120000_abc12345", "x", "msg_", "msg_20250127120000_ZZZZZZZZ" })
        {
            (await fixture.Host.GetAsync("/api/message/" + other)).IsError(404, 404, "消息不存在");
        }
    }

    [Fact]
    public async Task The_reply_is_a_message_of_its_own_from_the_robot()
    {
        var session = Conversation.NewSession();
        await fixture.Host.PostMessageAsync(session, "多久发货？");
        await fixture.Host.SettledAsync(session, 1);

        var messages = await fixture.Host.MessagesAsync(session);

        Assert.Equal(2, messages.Count);
        Assert.Equal(Members, messages[1].Names());
        Assert.Equal("ai_bot", messages[1].Text("from_user_id"));
        Assert.Equal("AI_REPLY", messages[1].Text("msg_type"));
        Assert.Equal(session, messages[1].Text("session_id"));
        Assert.NotEqual("", messages[1].Text("msg_content"));
    }
}
