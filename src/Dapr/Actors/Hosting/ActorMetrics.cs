using System.Diagnostics.Metrics;

namespace Dapr.Actors.Hosting;

/// <summary>What the actor runtime measures, each by actor type.</summary>
internal sealed class ActorMetrics
{
    private readonly Counter<long> turns;
    private readonly Histogram<double> durations;
    private readonly UpDownCounter<int> active;

    public ActorMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Parley.Dapr");
        turns = meter.CreateCounter<long>("parley.actor.turns", "{turn}", "Turns that ran.");
        durations = meter.CreateHistogram<double>("parley.actor.turn.duration", "s", "How long turns ran, without their wait in line.");
        active = meter.CreateUpDownCounter<int>("parley.actor.active", "{actor}", "Actors in memory.");
    }

    public void TurnEnded(KeyValuePair<string, object?> actorType, TimeSpan duration)
    {
        turns.Add(1, actorType);
        durations.Record(duration.TotalSeconds, actorType);
    }

    public void Activated(KeyValuePair<string, object?> actorType) => active.Add(1, actorType);

    public void Deactivated(KeyValuePair<string, object?> actorType) => active.Add(-1, actorType);
}
