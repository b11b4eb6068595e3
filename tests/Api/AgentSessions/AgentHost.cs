using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AgentSessions;

/// <summary>A service of its own, since the latest session is one of all.</summary>
[CollectionDefinition(nameof(AgentHost))]
public sealed class AgentHost() : HostFixture(("Contracts__TimeZone", "Asia/Shanghai")), ICollectionFixture<AgentHost>;
