using Xunit;

namespace Parley.Api.Tests.Host;

/// <summary>The service as it runs when nothing is set.</summary>
[CollectionDefinition(nameof(DefaultHost))]
public sealed class DefaultHost() : HostFixture(), ICollectionFixture<DefaultHost>;
