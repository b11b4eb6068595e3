using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.AgentSessions;

[Collection(nameof(AgentHost))]
public sealed class KeyTests(AgentHost fixture)
{
    private const string Replayed = "idempotency-replayed";

    [Fact]
    public async Task A_session_is_created_once_under_a_key()
    {
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => fixture.Host.PostAsync(Agent.Sessions, new { name = "once" }, ("Idempotency-Key", key))));

        Assert.All(answers, answer => Assert.Equal(answers[0].Text, answer.Text));
        Assert.Equal(9, answers.Count(answer => answer.Headers.ContainsKey(Replayed)));
        var id = answers[0].Shown().GetProperty("id").GetString()!;
        (await fixture.Host.AskAsync(id)).Shown();
        Assert.Equal(answers[0].Text, (await fixture.Host.PostAsync(Agent.Sessions, new { name = "once" }, ("Idempotency-Key", key))).Text);
        (await fixture.Host.PostAsync(Agent.Sessions, new { name = "other" }, ("Idempotency-Key", key))).Refuses(422, "Idempotency-Key was used for another request");
    }

    [Fact]
    public async Task A_chat_is_held_once_under_a_key_also_when_the_first_still_runs()
    {
        var id = await fixture.Host.CreateAsync();
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => fixture.Host.AskAsync(id, key: key)));

        Assert.All(answers, answer => Assert.Equal(answers[0].Shown().GetRawText(), answer.Text));
        Assert.Equal(9, answers.Count(answer => answer.Headers.ContainsKey(Replayed)));
        Assert.Equal(2, (await fixture.Host.HistoryAsync(id)).Count);
        (await fixture.Host.AskAsync(id, "other", key)).Refuses(422, "Idempotency-Key was used for another request");
        (await fixture.Host.AskAsync(await fixture.Host.CreateAsync(), key: key)).Refuses(422, "Idempotency-Key was used for another request");
    }

    [Fact]
    public async Task A_chat_on_the_latest_session_stays_with_it_under_its_key()
    {
        var first = await fixture.Host.CreateAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var answer = await fixture.Host.PostAsync("/chat", Agent.Body(), key);
        await fixture.Host.CreateAsync();

        var again = await fixture.Host.PostAsync("/chat", Agent.Body(), key);

        Assert.Equal((answer.Text, true), (again.Text, again.Headers.ContainsKey(Replayed)));
        Assert.Equal(2, (await fixture.Host.HistoryAsync(first)).Count);
        Assert.Equal("[]", (await fixture.Host.GetAsync("/history")).Text);
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused_by_name()
    {
        var key = new string('k', 129);
        (await fixture.Host.PostAsync(Agent.Sessions, "", ("Idempotency-Key", key))).Invalid(("value_error", "header.Idempotency-Key"));
        (await fixture.Host.PostAsync("/chat", Agent.Body(), ("Idempotency-Key", key))).Invalid(("value_error", "header.Idempotency-Key"));
    }

    [Fact]
    public async Task A_chat_that_a_kill_cut_off_is_held_once()
    {
        await using var host = await ParleyHost.StartAsync(("Ai__Offline__Delay", "00:00:00.200"));
        for (var round = 0; round < 4; round++)
        {
            var id = await host.CreateAsync();
            var key = Guid.NewGuid().ToString();
            var cut = host.AskAsync(id, key: key);
            await Task.WhenAny(cut, Task.Delay(round * 100));
            await host.KillAsync();
            await cut.ContinueWith(_ => { }, TaskScheduler.Default);
            await host.StartAgainAsync();

            var answer = await host.AskAsync(id, key: key);

            Assert.Equal(
                [Agent.Question, answer.Shown().GetProperty("content").GetString()],
                (await host.HistoryAsync(id)).Select(message => message.GetProperty("content").GetString()));
        }
    }
}
