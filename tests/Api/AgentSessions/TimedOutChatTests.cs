using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AgentSessions;

[Collection(nameof(TimingOutHost))]
public sealed class TimedOutChatTests(TimingOutHost fixture)
{
    [Fact]
    public async Task A_chat_that_runs_out_of_time_is_504_and_leaves_nothing()
    {
        var id = await fixture.Host.CreateAsync();

        var answer = await fixture.Host.AskAsync(id);

        Assert.Equal((504, """{"detail":{"type":"error","content":"Error: the model took too long","source":"system"}}"""), (answer.Status, answer.Text));
        Assert.Empty(await fixture.Host.HistoryAsync(id));
    }
}
