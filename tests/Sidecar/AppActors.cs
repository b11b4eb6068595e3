using Dapr;
using Dapr.Actors;
using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;
using Dapr.Embedded.Actors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Parley.Sidecar;

/// <summary>The actor types of the attached application, on however many replicas: one line of turns an actor, its reminders, and its idleness.</summary>
internal sealed class AppActors(Placement placement, ActorMetrics metrics, ReminderRows rows, IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan DefaultIdle = TimeSpan.FromMinutes(60);

    private readonly SemaphoreSlim gate = new(1, 1);
    private CancellationTokenSource stop = new();
    private ActorRuntime? runtime;
    private EmbeddedReminders? reminders;
    private Task sweeping = Task.CompletedTask;

    public EmbeddedReminders Reminders => reminders ?? throw NoHost();

    // Hours, minutes, seconds and milliseconds, all of them there.
    public static TimeSpan? Duration(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var parts = text.Split(['h', 'm', 's'], StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToList();
        return new TimeSpan(0, (int)parts[0], (int)parts[1], (int)parts[2], (int)parts[3]);
    }

    /// <summary>Takes a replica in; the first one brings the actors to life.</summary>
    public async Task AttachAsync(AppReplica replica)
    {
        var configuration = await replica.AskAsync();
        await gate.WaitAsync();
        try
        {
            if (runtime is null)
            {
                await StartAsync(configuration, replica);
            }
            else
            {
                placement.Add(replica);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Leaves a replica out; the actors go with the last one.</summary>
    public async Task DetachAsync(AppReplica replica)
    {
        await gate.WaitAsync();
        try
        {
            if (placement.Replicas is [var last] && last == replica)
            {
                await StopAsync();
            }

            placement.Remove(replica);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <exception cref="DaprApiException">No attached application hosts the type.</exception>
    public Task<AppAnswer> CallAsync(string type, string id, ForwardTurn turn)
    {
        (runtime ?? throw NoHost()).Take(type, new ActorId(id), turn);
        return turn.Answer;
    }

    public void Dispose()
    {
        reminders?.Dispose();
        stop.Dispose();
        gate.Dispose();
    }

    private async Task StartAsync(AppConfiguration? configuration, AppReplica replica)
    {
        var options = new ActorRuntimeOptions();
        foreach (var entity in configuration?.Entities ?? [])
        {
            options.Actors.Add(new ActorRegistration(ActorTypeInformation.Get(typeof(ForwardingActor), entity)));
        }

        stop = new CancellationTokenSource();
        runtime = new ActorRuntime(Options.Create(options), scopes, metrics, time, NullLogger<ActorRuntime>.Instance);
        reminders = new EmbeddedReminders(runtime, rows, time, NullLogger<EmbeddedReminders>.Instance);
        await reminders.LoadAsync(stop.Token);
        placement.Move = MoveAsync;
        placement.Add(replica);
        _ = reminders.StartAsync(stop.Token);
        sweeping = SweepAsync(Duration(configuration?.ActorIdleTimeout) ?? DefaultIdle);
    }

    private async Task StopAsync()
    {
        placement.Move = () => Task.CompletedTask;
        reminders?.Stop();
        await stop.CancelAsync();
        await sweeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (runtime is not null)
        {
            await runtime.StopAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        reminders?.Dispose();
        (runtime, reminders) = (null, null);
    }

    private Task MoveAsync() => Task.WhenAll(placement.Active.Select(actor =>
    {
        var turn = new MoveTurn();
        runtime?.Take(actor.Type, actor.Id, turn);
        return turn.Done;
    }));

    private static DaprApiException NoHost() => new("did not find address for actor", "ERR_ACTOR_NO_ADDRESS", isTransient: true);

    private async Task SweepAsync(TimeSpan idle)
    {
        var pause = idle / 2 < TimeSpan.FromSeconds(30) ? TimeSpan.FromMilliseconds(Math.Max(1, idle.TotalMilliseconds / 2)) : TimeSpan.FromSeconds(30);
        using var timer = new PeriodicTimer(pause, time);
        while (await timer.WaitForNextTickAsync(stop.Token))
        {
            await runtime!.DeactivateAsync(time.GetTimestamp() - (long)(idle.TotalSeconds * time.TimestampFrequency), stop.Token);
        }
    }
}
