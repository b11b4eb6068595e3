using Xunit;

namespace Parley.Api.Tests.Host;

[Collection(nameof(DefaultHost))]
public sealed class CorsOffTests(DefaultHost fixture)
{
    [Fact]
    public async Task No_origin_may_call_unless_configured()
    {
        var call = await fixture.Host.GetAsync("/api/message/list?session_id=s", ("Origin", GuardedHost.Origin));

        Assert.Equal(200, call.Status);
        Assert.DoesNotContain(call.Headers.Keys, name => name.StartsWith("access-control", StringComparison.Ordinal));
    }
}
