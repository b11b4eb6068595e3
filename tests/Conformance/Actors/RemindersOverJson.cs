using Parley.Faults;

namespace Parley.Conformance.Actors;

public sealed class RemindersOverJson() : Reminders(new InMemoryPlatform())
{
    protected override FaultOptions? Faults => new() { JsonRoundTrips = true };
}
