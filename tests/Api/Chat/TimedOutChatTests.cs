using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.Chat;

[Collection(nameof(TimingOutHost))]
public sealed class TimedOutChatTests(TimingOutHost fixture)
{
    [Fact]
    public async Task A_chat_that_runs_out_of_time_is_504() => (await fixture.Host.ChatAsync()).Refuses(504, "AI 回复超时");

    [Fact]
    public async Task A_stream_that_runs_out_of_time_ends_with_2002() => (await fixture.Host.StreamAsync()).Fails("2002");
}
