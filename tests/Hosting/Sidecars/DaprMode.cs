namespace Parley.Hosting.Sidecars;

/// <summary>What runs Dapr for a service under test. <c>PARLEY_BESIDE</c> chooses it for suites that do not choose themselves.</summary>
public enum DaprMode
{
    /// <summary>The runtime in the service's process.</summary>
    Embedded,

    /// <summary>The stand-in sidecar of these tests, in the process of the tests.</summary>
    StandIn,

    /// <summary>Real <c>daprd</c>, <c>placement</c> and <c>scheduler</c>.</summary>
    Daprd,
}
