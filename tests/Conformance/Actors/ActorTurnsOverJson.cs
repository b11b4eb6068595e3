using Parley.Faults;

namespace Parley.Conformance.Actors;

public sealed class ActorTurnsOverJson() : ActorTurns(new InMemoryPlatform())
{
    protected override FaultOptions? Faults => new() { JsonRoundTrips = true };
}
