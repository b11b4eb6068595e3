using Xunit;

namespace Parley.Api.Tests.Host;

/// <summary>Its model thinks for as long as any test runs, so that every reply stays owed.</summary>
[CollectionDefinition(nameof(SilentHost))]
public sealed class SilentHost() : HostFixture(("Ai__Offline__Delay", "01:00:00"), ("Sessions__MaxDebts", "3")), ICollectionFixture<SilentHost>;
