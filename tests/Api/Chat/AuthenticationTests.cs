using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.Chat;

[Collection(nameof(GuardedHost))]
public sealed class AuthenticationTests(GuardedHost fixture)
{
    [Theory]
    [InlineData("/api/conversations/x")]
    [InlineData("/api/exports/x")]
    public async Task Without_the_token_it_is_401_in_the_shape_of_the_contract(string path) => (await fixture.Host.GetAsync(path)).Refuses(401, "Unauthorized");

    [Fact]
    public async Task A_stream_takes_the_token_in_its_address()
    {
        (await fixture.Host.PostAsync(Chats.StreamPath, Chats.Body(null, "hi"))).Refuses(401);
        Assert.Equal(200, (await fixture.Host.PostAsync($"{Chats.StreamPath}?access_token={GuardedHost.Token}", Chats.Body(null, "hi"))).Status);
    }
}
