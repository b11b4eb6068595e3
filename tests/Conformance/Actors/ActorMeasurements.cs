using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Parley.Conformance.Actors;

public sealed class ActorMeasurements() : ActorSuite(new InMemoryPlatform())
{
    [SkippableFact]
    public async Task Turns_and_actors_in_memory_are_counted_by_type()
    {
        var totals = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == "Parley.Dapr" && instrument.Meter.Scope == App.Services.GetRequiredService<IMeterFactory>())
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, 1, tags));
        listener.Start();

        await Probe("a").Increment();
        await Probe("a").Increment();
        await Probe("b").Increment();

        await Deadline.Until(
            () => totals.GetValueOrDefault("parley.actor.turns ProbeActor") == 3
                && totals.GetValueOrDefault("parley.actor.turn.duration ProbeActor") == 3
                && totals.GetValueOrDefault("parley.actor.active ProbeActor") == 2,
            "three turns, three durations and two actors of the type");

        void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            totals.AddOrUpdate($"{instrument.Name} {tags[0].Value}", value, (_, total) => total + value);
    }
}
