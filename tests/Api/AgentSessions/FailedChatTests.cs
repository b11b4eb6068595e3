using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.AgentSessions;

[Collection(nameof(FailingHost))]
public sealed class FailedChatTests(FailingHost fixture)
{
    [Fact]
    public async Task A_chat_whose_model_fails_is_500_and_leaves_nothing()
    {
        var id = await fixture.Host.CreateAsync();
        var before = await fixture.Host.GetAsync($"{Agent.Sessions}/{id}");

        var answer = await fixture.Host.AskAsync(id);

        Assert.Equal((500, """{"detail":{"type":"error","content":"Error: the model failed","source":"system"}}"""), (answer.Status, answer.Text));
        Assert.Empty(await fixture.Host.HistoryAsync(id));
        Assert.Equal(before.Text, (await fixture.Host.GetAsync($"{Agent.Sessions}/{id}")).Text);
        Assert.Equal(0, (await fixture.Host.GetAsync($"/api/messages?sessionId={id}")).Json.GetProperty("pagination").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task What_failed_is_not_kept_under_its_key()
    {
        var id = await fixture.Host.CreateAsync();
        var key = Guid.NewGuid().ToString();

        Assert.Equal(500, (await fixture.Host.AskAsync(id, key: key)).Status);
        var again = await fixture.Host.AskAsync(id, key: key);

        Assert.Equal((500, false), (again.Status, again.Headers.ContainsKey("idempotency-replayed")));
    }
}
