using Parley.Faults;

namespace Parley.Conformance.Actors;

public sealed class ActorFaultsOverJson() : ActorFaults(new InMemoryPlatform())
{
    protected override FaultOptions? Faults => new() { JsonRoundTrips = true };
}
