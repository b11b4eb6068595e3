using Xunit;

namespace Parley.Api.Tests.Host;

/// <summary>Its model fails every time.</summary>
[CollectionDefinition(nameof(FailingHost))]
public sealed class FailingHost() : HostFixture(("Ai__Offline__Fail", "true")), ICollectionFixture<FailingHost>;
