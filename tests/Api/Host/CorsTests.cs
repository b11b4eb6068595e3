using Xunit;

namespace Parley.Api.Tests.Host;

[Collection(nameof(GuardedHost))]
public sealed class CorsTests(GuardedHost fixture)
{
    private const string Allowed = "access-control-allow-origin";

    [Fact]
    public async Task A_configured_origin_may_ask_and_call()
    {
        var preflight = await PreflightAsync(GuardedHost.Origin);
        Assert.Equal(204, preflight.Status);
        Assert.Equal(GuardedHost.Origin, preflight.Headers[Allowed]);
        Assert.Contains("POST", preflight.Headers["access-control-allow-methods"], StringComparison.Ordinal);
        Assert.Contains("idempotency-key", preflight.Headers["access-control-allow-headers"], StringComparison.OrdinalIgnoreCase);

        var call = await fixture.Host.GetAsync("/api/message/list?session_id=s", ("Origin", GuardedHost.Origin), ("Authorization", "Bearer " + GuardedHost.Token));
        Assert.Equal((200, GuardedHost.Origin), (call.Status, call.Headers[Allowed]));
    }

    [Fact]
    public async Task Errors_can_be_read_by_a_configured_origin_too()
    {
        var refused = await fixture.Host.GetAsync("/api/message/list?session_id=s", ("Origin", GuardedHost.Origin));

        Assert.Equal((401, GuardedHost.Origin), (refused.Status, refused.Headers[Allowed]));
    }

    [Fact]
    public async Task Another_origin_may_not()
    {
        Assert.DoesNotContain(Allowed, (await PreflightAsync("https://evil.example")).Headers.Keys);
        Assert.DoesNotContain(Allowed, (await fixture.Host.GetAsync("/health", ("Origin", "https://evil.example"))).Headers.Keys);
    }

    private Task<Answer> PreflightAsync(string origin) => fixture.Host.AskAsync(
        HttpMethod.Options,
        Requests.Send,
        null,
        ("Origin", origin),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "content-type,idempotency-key"));
}
