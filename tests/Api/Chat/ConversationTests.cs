using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.Chat;

[Collection(nameof(ChatHost))]
public sealed class ConversationTests(ChatHost fixture)
{
    [Fact]
    public async Task A_chat_begins_a_conversation_and_goes_on_with_it()
    {
        var first = (await fixture.Host.ChatAsync()).Replied();
        var conversation = first.Conversation();
        Assert.True(Guid.TryParseExact(conversation, "D", out _));
        Assert.Contains("48", first.GetProperty("response").GetString(), StringComparison.Ordinal);

        var second = (await fixture.Host.ChatAsync(conversation, "可以退货吗？")).Replied();

        Assert.Equal(conversation, second.Conversation());
        Assert.Equal(
            [("user", Chats.Question), ("assistant", first.GetProperty("response").GetString()!), ("user", "可以退货吗？"), ("assistant", second.GetProperty("response").GetString()!)],
            await fixture.Host.HistoryAsync(conversation));
    }

    [Fact]
    public async Task The_history_is_shown_in_utc()
    {
        var conversation = (await fixture.Host.ChatAsync()).Replied().Conversation();

        var answer = await fixture.Host.GetAsync($"/api/conversations/{conversation}");

        Assert.Equal("application/json; charset=utf-8", answer.Headers["content-type"]);
        Assert.Equal(["status", "history", "created_at", "last_active"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("success", answer.Json.GetProperty("status").GetString());
        Assert.All(answer.Json.GetProperty("history").EnumerateArray(), item => Assert.Equal(["role", "content", "timestamp"], item.EnumerateObject().Select(member => member.Name)));
        foreach (var time in new[] { answer.Json.GetProperty("created_at"), answer.Json.GetProperty("last_active"), answer.Json.GetProperty("history")[0].GetProperty("timestamp") })
        {
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$", time.GetString());
            Assert.InRange(DateTime.UtcNow - time.GetDateTime(), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    public async Task An_unknown_id_begins_a_new_conversation(string id)
    {
        var conversation = (await fixture.Host.ChatAsync(id)).Replied().Conversation();

        Assert.NotEqual(id, conversation);
        Assert.Equal(2, (await fixture.Host.HistoryAsync(conversation)).Count);
        (await fixture.Host.GetAsync($"/api/conversations/{(id.Length == 0 ? "x" : id)}")).Refuses(404, "Conversation not found");
    }

    [Fact]
    public async Task A_null_id_begins_a_new_conversation() =>
        (await fixture.Host.PostAsync(Chats.Path, """{"message":"hi","conversation_id":null}""")).Replied();

    [Fact]
    public async Task A_session_of_another_contract_is_gone_on_with()
    {
        var id = Guid.NewGuid().ToString();
        await fixture.Host.PostMessageAsync(id, "from im");

        Assert.Equal(id, (await fixture.Host.ChatAsync(id, "from chat")).Replied().Conversation());

        var contents = (await fixture.Host.HistoryAsync(id)).Where(item => item.Role == "user").Select(item => item.Content);
        Assert.Equal(["from im", "from chat"], contents);
    }

    [Fact]
    public async Task A_deleted_conversation_is_gone_and_its_id_begins_another()
    {
        var conversation = (await fixture.Host.ChatAsync()).Replied().Conversation();

        var deleted = await fixture.Host.DeleteAsync(conversation);

        Assert.Equal((200, """{"status":"成功","message":"会话历史已清除"}"""), (deleted.Status, deleted.Text));
        (await fixture.Host.GetAsync($"/api/conversations/{conversation}")).Refuses(404, "Conversation not found");
        (await fixture.Host.DeleteAsync(conversation)).Refuses(404, "会话历史未找到", "错误");
        Assert.NotEqual(conversation, (await fixture.Host.ChatAsync(conversation)).Replied().Conversation());
    }

    [Fact]
    public async Task Two_chats_at_once_are_answered_one_after_the_other()
    {
        var conversation = (await fixture.Host.ChatAsync()).Replied().Conversation();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => fixture.Host.ChatAsync(conversation, $"question {n}")));

        Assert.All(answers, answer => answer.Replied());
        var history = await fixture.Host.HistoryAsync(conversation);
        Assert.Equal(14, history.Count);
        Assert.All(history.Chunk(2), pair => Assert.Equal(("user", "assistant"), (pair[0].Role, pair[1].Role)));
        Assert.Equal(Enumerable.Range(0, 6).Select(n => $"question {n}"), history.Skip(2).Where(item => item.Role == "user").Select(item => item.Content).Order());
    }

    [Fact]
    public async Task The_same_question_after_the_same_messages_is_answered_from_the_cache_also_as_a_stream()
    {
        var conversation = (await fixture.Host.ChatAsync(message: "在吗")).Replied().Conversation();
        for (var i = 0; i < 5; i++)
        {
            (await fixture.Host.ChatAsync(conversation, "在吗")).Replied();
        }

        var before = await CacheCountAsync();
        var cached = (await fixture.Host.ChatAsync(conversation, "在吗")).Replied(cached: true);
        var streamed = (await fixture.Host.StreamAsync(conversation, "在吗")).IsDone(cached: true);

        Assert.Equal(cached.GetProperty("response").GetString()!.Replace("**", "", StringComparison.Ordinal), streamed.Text);
        Assert.Equal(16, (await fixture.Host.HistoryAsync(conversation)).Count);
        (await fixture.Host.ChatAsync(conversation, "在吗 ")).Replied();
        Assert.Equal(before + 1, await CacheCountAsync());

        await fixture.Host.DeleteAsync(conversation);
        Assert.Equal(before - 6, await CacheCountAsync());
    }

    [Fact]
    public async Task In_human_hands_the_question_is_kept_and_the_text_says_so()
    {
        var conversation = (await fixture.Host.ChatAsync()).Replied().Conversation();
        await fixture.Host.PostAsync("/api/messages", new { robotId = "r", sessionId = conversation, senderId = "anna", senderName = "Anna", senderType = "staff", content = "我来处理", messageType = "text" });

        Assert.Equal("已转人工，请稍候", (await fixture.Host.ChatAsync(conversation, "在吗？")).Replied().GetProperty("response").GetString());
        Assert.Equal("已转人工，请稍候", (await fixture.Host.StreamAsync(conversation, "还在吗？")).IsDone().Text);

        Assert.Equal(["我来处理", "在吗？", "还在吗？"], (await fixture.Host.HistoryAsync(conversation)).Skip(2).Select(item => item.Content));
    }

    [Fact]
    public async Task A_conversation_is_gone_after_its_lifetime_which_turns_extend_and_reads_do_not()
    {
        await using var host = await ParleyHost.StartAsync(("Chat__Lifetime", "00:00:03"));
        var conversation = (await host.ChatAsync()).Replied().Conversation();
        for (var i = 0; i < 4; i++)
        {
            await UntilAsync(host, conversation, TimeSpan.FromSeconds(1.5));
            (await host.ChatAsync(conversation, $"question {i}")).Replied();
        }

        Assert.Equal(10, (await host.HistoryAsync(conversation)).Count);
        await Eventually.TrueAsync(async () => (await host.GetAsync($"/api/conversations/{conversation}")).Status == 404, "the conversation is gone");

        (await host.DeleteAsync(conversation)).Refuses(404, "会话历史未找到", "错误");
        Assert.Equal(404, (await host.GetAsync($"/sessions/{conversation}")).Status);
        Assert.Equal(0, (await host.ListMessagesAsync(conversation)).GetProperty("total").GetInt32());
        Assert.Equal(0, (await host.GetAsync("/api/messages")).Json.GetProperty("pagination").GetProperty("total").GetInt32());
        Assert.Equal(0, (await host.GetAsync("/api/sessions")).Json.GetProperty("pagination").GetProperty("total").GetInt32());
        Assert.NotEqual(conversation, (await host.ChatAsync(conversation)).Replied().Conversation());
    }

    /// <summary>Waits until the latest activity is so long ago, reading all the while.</summary>
    private static Task UntilAsync(ParleyHost host, string conversation, TimeSpan age) => Eventually.TrueAsync(
        async () => DateTime.UtcNow - (await host.GetAsync($"/api/conversations/{conversation}")).Json.GetProperty("last_active").GetDateTime() >= age,
        $"the latest activity was {age} ago");

    private async Task<int> CacheCountAsync()
    {
        var text = (await fixture.Host.GetAsync("/health", ("Host", "localhost:5010"))).Json.GetProperty("system").GetProperty("cache").GetString()!;
        return int.Parse(text.Split(' ')[1]);
    }
}
