using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AgentSessions;

/// <summary>Its model never answers.</summary>
[CollectionDefinition(nameof(StuckHost))]
public sealed class StuckHost() : HostFixture(("Ai__Offline__Delay", "01:00:00")), ICollectionFixture<StuckHost>;
