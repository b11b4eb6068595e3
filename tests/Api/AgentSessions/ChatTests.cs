using System.Text.Json;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AgentSessions;

[Collection(nameof(AgentHost))]
public sealed class ChatTests(AgentHost fixture)
{
    [Fact]
    public async Task A_chat_answers_and_both_messages_are_in_the_history()
    {
        var id = await fixture.Host.CreateAsync();

        var answer = await fixture.Host.PostAsync($"{Agent.Sessions}/{id}/chat", new
        {
            source = "王 五",
            content = Agent.Question,
            type = "TextMessage",
            models_usage = new { prompt_tokens = 3, completion_tokens = 4 },
            metadata = new Dictionary<string, string> { ["语言"] = "zh" },
            unknown = true,
        });

        var reply = answer.Shown();
        Assert.Equal(["source", "content", "type", "models_usage", "metadata"], reply.Names());
        Assert.Equal(("assistant", "TextMessage", "{}"), (reply.GetProperty("source").GetString(), reply.GetProperty("type").GetString(), reply.GetProperty("metadata").GetRawText()));
        Assert.Contains("48", reply.GetProperty("content").GetString(), StringComparison.Ordinal);
        var history = await fixture.Host.HistoryAsync(id);
        Assert.Equal(2, history.Count);
        Assert.All(history, message => Assert.Equal(["id", "session_id", "source", "content", "type", "created_at", "models_usage", "metadata"], message.Names()));
        Assert.All(history, message => Assert.True(Guid.TryParse(message.GetProperty("id").GetString(), out _)));
        Assert.Equal(2, history.Select(message => message.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(("王 五", Agent.Question), (history[0].GetProperty("source").GetString(), history[0].GetProperty("content").GetString()));
        Assert.Equal("""{"prompt_tokens":3,"completion_tokens":4}""", history[0].GetProperty("models_usage").GetRawText());
        Assert.Equal("zh", history[0].GetProperty("metadata").GetProperty("语言").GetString());
        Assert.Equal(("assistant", reply.GetProperty("content").GetString()), (history[1].GetProperty("source").GetString(), history[1].GetProperty("content").GetString()));
        Assert.Equal(history.Select(message => message.GetRawText()), (await fixture.Host.HistoryAsync(id)).Select(message => message.GetRawText()));
    }

    [Fact]
    public async Task The_history_is_paged_oldest_first()
    {
        var id = await fixture.Host.CreateAsync();
        for (var i = 0; i < 3; i++)
        {
            (await fixture.Host.AskAsync(id, $"question {i}")).Shown();
        }

        var all = (await fixture.Host.HistoryAsync(id)).Select(message => message.GetRawText()).ToList();

        Assert.Equal(6, all.Count);
        Assert.Equal("question 0", JsonSerializer.Deserialize<JsonElement>(all[0]).GetProperty("content").GetString());
        Assert.Equal(all[1..3], (await fixture.Host.HistoryAsync(id, "?offset=1&limit=2")).Select(message => message.GetRawText()));
        Assert.Empty(await fixture.Host.HistoryAsync(id, "?offset=6"));
        (await fixture.Host.GetAsync($"{Agent.Sessions}/{id}/history?limit=1001")).Invalid(("value_error", "query.limit"));
        (await fixture.Host.GetAsync($"{Agent.Sessions}/{id}/history?limit=0&offset=x")).Invalid(("value_error", "query.limit"), ("int_parsing", "query.offset"));
    }

    [Theory]
    [InlineData("你好", "你好")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十", "一二三四五六七八九十一二三四五六七八九十")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一", "一二三四五六七八九十一二三四五六七八九十...")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀...")]
    public async Task The_first_question_names_the_session(string question, string name)
    {
        var id = await fixture.Host.CreateAsync();

        (await fixture.Host.AskAsync(id, question)).Shown();
        (await fixture.Host.AskAsync(id, "something else")).Shown();

        var session = await fixture.Host.SessionAsync(id);
        Assert.Equal((name, 4), (session.GetProperty("name").GetString(), session.GetProperty("messages_count").GetInt32()));
    }

    [Fact]
    public async Task A_given_name_stays()
    {
        var id = await fixture.Host.CreateAsync("退货");

        (await fixture.Host.AskAsync(id)).Shown();

        Assert.Equal("退货", (await fixture.Host.SessionAsync(id)).GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_agent_state_is_the_window_that_the_model_saw()
    {
        var id = await fixture.Host.CreateAsync();
        for (var i = 0; i < 7; i++)
        {
            (await fixture.Host.AskAsync(id, $"question {i}")).Shown();
        }

        var state = (await fixture.Host.SessionAsync(id)).GetProperty("agent_state");

        Assert.Equal(["type", "version", "llm_context"], state.Names());
        Assert.Equal(("AssistantAgentState", "1.0.0"), (state.GetProperty("type").GetString(), state.GetProperty("version").GetString()));
        var window = state.GetProperty("llm_context").GetProperty("messages").EnumerateArray().ToList();
        var history = await fixture.Host.HistoryAsync(id);
        Assert.Equal(
            history.Skip(3).Take(10).Select(message => (message.GetProperty("content").GetString(), message.GetProperty("source").GetString())),
            window.Select(message => (message.GetProperty("content").GetString(), message.GetProperty("source").GetString())));
        Assert.Equal(("question 6", "UserMessage"), (window[^1].GetProperty("content").GetString(), window[^1].GetProperty("type").GetString()));
        Assert.Equal("AssistantMessage", window[^2].GetProperty("type").GetString());
    }

    [Fact]
    public async Task Two_chats_at_once_are_answered_one_after_the_other()
    {
        var id = await fixture.Host.CreateAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => fixture.Host.AskAsync(id, $"question {n}")));

        var history = await fixture.Host.HistoryAsync(id);
        Assert.Equal(16, history.Count);
        Assert.All(history.Chunk(2), pair => Assert.Equal(("user", "assistant"), (pair[0].GetProperty("source").GetString(), pair[1].GetProperty("source").GetString())));
        foreach (var (question, reply) in history.Chunk(2).Select(pair => (pair[0].GetProperty("content").GetString()!, pair[1].GetProperty("content").GetString())))
        {
            Assert.Equal(answers[int.Parse(question["question ".Length..])].Shown().GetProperty("content").GetString(), reply);
        }
    }

    [Fact]
    public async Task The_latest_session_has_routes_of_its_own_and_is_made_when_there_is_none()
    {
        foreach (var id in await fixture.Host.ListAsync("?limit=100"))
        {
            await fixture.Host.AskAsync(HttpMethod.Delete, $"{Agent.Sessions}/{id}", null);
        }

        while (await fixture.Host.ListAsync("?limit=100") is { Count: > 0 } more)
        {
            await Task.WhenAll(more.Select(id => fixture.Host.AskAsync(HttpMethod.Delete, $"{Agent.Sessions}/{id}", null)));
        }

        Assert.Equal("[]", (await fixture.Host.GetAsync("/history")).Text);

        var reply = (await fixture.Host.PostAsync("/chat", Agent.Body())).Shown();

        var made = Assert.Single(await fixture.Host.ListAsync())!;
        Assert.Equal(reply.GetProperty("content").GetString(), (await fixture.Host.HistoryAsync(made))[1].GetProperty("content").GetString());
        Assert.Equal((await fixture.Host.GetAsync($"{Agent.Sessions}/{made}/history")).Text, (await fixture.Host.GetAsync("/history")).Text);

        var later = await fixture.Host.CreateAsync();
        Assert.Equal("[]", (await fixture.Host.GetAsync("/history")).Text);
        (await fixture.Host.PostAsync("/chat", Agent.Body())).Shown();
        Assert.Equal(2, (await fixture.Host.HistoryAsync(later)).Count);
        (await fixture.Host.AskAsync(made, "again")).Shown();
        Assert.Equal(4, (await fixture.Host.GetAsync("/history")).Shown().GetArrayLength());
    }

    [Fact]
    public async Task In_human_hands_the_question_is_kept_and_the_text_says_so()
    {
        var id = await fixture.Host.CreateAsync();
        await fixture.Host.PostAsync("/api/messages", new { robotId = "r", sessionId = id, senderId = "anna", senderName = "Anna", senderType = "staff", content = "我来处理", messageType = "text" });

        var answer = await fixture.Host.AskAsync(id, "在吗？");

        Assert.Equal("""{"source":"assistant","content":"已转人工，请稍候","type":"TextMessage","models_usage":null,"metadata":{}}""", answer.Text);
        Assert.Equal(["我来处理", "在吗？"], (await fixture.Host.HistoryAsync(id)).Select(message => message.GetProperty("content").GetString()));
    }
}
