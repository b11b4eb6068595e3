using Xunit;

namespace Parley.Api.Tests.Host;

/// <summary>Wants a token, and lets one origin in.</summary>
[CollectionDefinition(nameof(GuardedHost))]
public sealed class GuardedHost() : HostFixture(("Auth__Token", Token), ("Cors__Origins__0", Origin)), ICollectionFixture<GuardedHost>
{
    public const string Token = "s3cret-token";
    public const string Origin = "https://shop.example";
}
