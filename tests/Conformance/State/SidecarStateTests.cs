namespace Parley.Conformance.State;

public sealed class SidecarStateTests() : StateSuite(new SidecarPlatform());
