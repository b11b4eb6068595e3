using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AgentSessions;

[Collection(nameof(GuardedHost))]
public sealed class AuthenticationTests(GuardedHost fixture)
{
    [Theory]
    [InlineData("/sessions")]
    [InlineData("/history")]
    [InlineData("/sessions/nothing/history")]
    public async Task Without_the_token_it_is_401_in_the_shape_of_the_contract(string path) => (await fixture.Host.GetAsync(path)).Refuses(401, "未授权");

    [Fact]
    public async Task With_the_token_it_answers() =>
        (await fixture.Host.GetAsync("/sessions", ("Authorization", $"Bearer {GuardedHost.Token}"))).Shown();
}
