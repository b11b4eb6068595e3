using Parley.Api.Tests.Host;

namespace Parley.Api.Tests.AutoSession;

/// <summary>A service of their own for tests that take from the queue, which is one for all.</summary>
public sealed class RobotHost() : HostFixture();
