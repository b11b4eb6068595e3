using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AutoSession;

/// <summary>One for tests that do not mind each other's tasks. It judges no satisfaction, so that long batches go as fast as they can.</summary>
[CollectionDefinition(nameof(SharedRobotHost))]
public sealed class SharedRobotHost() : HostFixture(("Ai__Satisfaction", "false")), ICollectionFixture<SharedRobotHost>;
