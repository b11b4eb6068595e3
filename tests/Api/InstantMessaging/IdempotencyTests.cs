using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging;

[Collection(nameof(DefaultHost))]
public sealed class IdempotencyTests(DefaultHost fixture)
{
    private const string Key = "Idempotency-Key";
    private const string Replayed = "idempotency-replayed";

    [Fact]
    public async Task A_repeat_has_no_second_effect_and_gets_the_first_answer()
    {
        var (key, session) = (Conversation.NewSession(), Conversation.NewSession());
        var body = new { content = "hi", session_id = session };

        var first = await fixture.Host.PostAsync(Requests.Send, body, (Key, key));
        await fixture.Host.SettledAsync(session, 1);
        var second = await fixture.Host.PostAsync(Requests.Send, body, (Key, key));

        Assert.Equal(200, first.Status);
        Assert.DoesNotContain(Replayed, first.Headers.Keys);
        Assert.Equal((200, first.Text, "true"), (second.Status, second.Text, second.Headers[Replayed]));
        Assert.Equal(2, (await fixture.Host.MessagesAsync(session)).Count);
        Assert.Single(await fixture.Host.SettledAsync(session, 1));
    }

    [Fact]
    public async Task A_repeat_is_known_after_many_other_messages()
    {
        var (key, session) = (Conversation.NewSession(), Conversation.NewSession());
        var body = new { content = "hi", session_id = session };
        var first = await fixture.Host.PostAsync(Requests.Send, body, (Key, key));
        for (var i = 0; i < 50; i++)
        {
            await fixture.Host.PostMessageAsync(session, $"{i}");
        }

        var second = await fixture.Host.PostAsync(Requests.Send, body, (Key, key));

        Assert.Equal((first.Text, "true"), (second.Text, second.Headers[Replayed]));
    }

    [Fact]
    public async Task Twenty_at_once_have_one_effect_and_one_answer()
    {
        var (key, session) = (Conversation.NewSession(), Conversation.NewSession());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => fixture.Host.PostAsync(Requests.Send, new { content = "hi", session_id = session }, (Key, key))));

        Assert.All(answers, answer => Assert.Equal((200, answers[0].Text), (answer.Status, answer.Text)));
        Assert.Equal(19, answers.Count(answer => answer.Headers.ContainsKey(Replayed)));
        await fixture.Host.SettledAsync(session, 1);
        Assert.Equal(2, (await fixture.Host.MessagesAsync(session)).Count);
    }

    [Fact]
    public async Task Another_body_query_or_speaker_under_the_same_key_is_refused()
    {
        var (key, session) = (Conversation.NewSession(), Conversation.NewSession());
        await fixture.Host.PostAsync(Requests.Send, new { content = "hi", session_id = session }, (Key, key));

        foreach (var (path, content) in new[] { (Requests.Send, "ho"), (Requests.Send, "hi "), (Requests.Send + "?user_id=u", "hi") })
        {
            var answer = await fixture.Host.PostAsync(path, new { content, session_id = session }, (Key, key));
            answer.IsError(422, 422, "Idempotency-Key 已用于其他请求");
        }

        Assert.Single((await fixture.Host.MessagesAsync(session)), message => message.Text("msg_type") == "TEXT");
    }

    [Fact]
    public async Task Another_key_and_another_caller_have_effects_of_their_own()
    {
        var (key, session) = (Conversation.NewSession(), Conversation.NewSession());
        var body = new { content = "hi", session_id = session };

        var answers = new[]
        {
            await fixture.Host.PostAsync(Requests.Send, body, (Key, key)),
            await fixture.Host.PostAsync(Requests.Send, body, (Key, key + "2")),
            await fixture.Host.PostAsync(Requests.Send, body, (Key, key), ("Authorization", "Bearer somebody else")),
        };

        Assert.Equal(3, answers.Select(answer => answer.Json.Text("message_id")).Distinct().Count());
    }

    [Fact]
    public async Task A_refused_request_does_not_use_up_its_key()
    {
        var (key, session) = (Conversation.NewSession(), Conversation.NewSession());

        (await fixture.Host.PostAsync(Requests.Send, new { content = "", session_id = session }, (Key, key))).IsError(400, 1001);

        var answer = await fixture.Host.PostAsync(Requests.Send, new { content = "hi", session_id = session }, (Key, key));
        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain(Replayed, answer.Headers.Keys);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    public async Task A_key_has_up_to_128_characters(int length)
    {
        var key = length == 1 ? "~" : Conversation.NewSession().PadRight(length, '!');

        Assert.Equal(200, (await fixture.Host.PostAsync(Requests.Send, new { content = "hi", session_id = "keys" }, (Key, key))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("é")]
    [InlineData("键")]
    [InlineData("a\tb")]
    [InlineData("129")]
    public async Task A_key_that_is_none_is_refused_by_name(string key)
    {
        var header = key == "129" ? new string('k', 129) : key;

        var answer = await RawHttp.SendAsync(
            fixture.Host, "POST " + Requests.Send, $"Content-Type: application/json\r\n{Key}: {header}\r\n", """{"content":"hi","session_id":"keys"}""");

        answer.IsError(400, 400);
        Assert.Contains(Key, answer.Json.Text("message"), StringComparison.Ordinal);
    }
}
