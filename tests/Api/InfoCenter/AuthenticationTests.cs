using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

[Collection(nameof(GuardedHost))]
public sealed class AuthenticationTests(GuardedHost fixture)
{
    private const string Query = "access_token=" + GuardedHost.Token;

    [Theory]
    [InlineData("/api/messages")]
    [InlineData("/api/messages/msg-1")]
    [InlineData("/api/messages/stream")]
    [InlineData("/api/messages/stream?access_token=wrong")]
    [InlineData("/api/sessions/stream")]
    [InlineData("/api/staff")]
    [InlineData("/api/stats?" + Query)]
    [InlineData("/api/messages?" + Query)]
    public async Task Without_the_token_the_contract_answers_401(string path) => (await fixture.Host.GetAsync(path)).Fails(401, "Unauthorized");

    [Theory]
    [InlineData("/api/messages/stream?" + Query, null)]
    [InlineData("/api/sessions/stream?" + Query, null)]
    [InlineData("/api/sessions/stream?" + Query, "text/event-stream")]
    [InlineData("/api/messages/stream?" + Query, "*/*")]
    public async Task A_stream_takes_the_token_from_the_query_whatever_it_accepts(string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, fixture.Host.At(path));
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        using var response = await fixture.Host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal((200, "text/event-stream"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }
}
