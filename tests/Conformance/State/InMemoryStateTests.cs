namespace Parley.Conformance.State;

public sealed class InMemoryStateTests() : StateSuite(new InMemoryPlatform());
