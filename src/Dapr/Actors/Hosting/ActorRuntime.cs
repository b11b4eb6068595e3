using Dapr.Actors.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dapr.Actors.Hosting;

/// <summary>The actors of this process: one object an id, made on its first call, one turn at a time, no reentrancy.</summary>
internal sealed class ActorRuntime
{
    private const int StopConcurrency = 64;

    private readonly Dictionary<string, HostedActorType> types;
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int turns;
    private volatile bool stopping;

    public ActorRuntime(
        IOptions<ActorRuntimeOptions> options,
        IServiceScopeFactory scopes,
        ActorMetrics metrics,
        TimeProvider time,
        ILogger<ActorRuntime> logger)
    {
        Time = time;
        Metrics = metrics;
        Log = logger;
        types = options.Value.Actors.ToDictionary(
            actor => actor.Type.ActorTypeName, actor => new HostedActorType(actor.Type, this, scopes));
    }

    public TimeProvider Time { get; }

    public ActorMetrics Metrics { get; }

    public ILogger Log { get; }

    /// <summary>For tests: the turns of an actor no longer wait for each other, as under daprd when callers go away.</summary>
    public bool OverlapTurns { get; set; }

    public bool Hosts(string actorType) => types.ContainsKey(actorType);

    /// <summary>Puts a turn in its actor's line. The turn itself learns of everything that goes wrong.</summary>
    public void Take(string actorType, ActorId id, Turn turn)
    {
        Interlocked.Increment(ref turns);
        if (stopping)
        {
            turn.Refuse(Stopping());
            Ended();
        }
        else if (!types.TryGetValue(actorType, out var type))
        {
            turn.Refuse(new DaprApiException($"No actor type '{actorType}' is hosted here.", "ERR_ACTOR_NO_ADDRESS", isTransient: false));
            Ended();
        }
        else
        {
            type.Take(id, turn);
        }
    }

    /// <summary>A turn that was taken is over.</summary>
    public void Ended()
    {
        if (Interlocked.Decrement(ref turns) == 0 && stopping)
        {
            drained.TrySetResult();
        }
    }

    /// <summary>Deactivates every actor that no call has used since an instant of the time provider.</summary>
    public Task DeactivateAsync(long unusedSince, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            types.Values.SelectMany(type => type.Activations),
            new ParallelOptions { MaxDegreeOfParallelism = StopConcurrency, CancellationToken = cancellation },
            async (activation, _) => await activation.DeactivateAsync(unusedSince));

    /// <summary>Deactivates one actor, after the turn that runs: it may be elsewhere by then, and what it remembers be old when it returns.</summary>
    public Task DeactivateAsync(string actorType, ActorId id) =>
        types.GetValueOrDefault(actorType)?.Find(id)?.LeaveAsync() ?? Task.CompletedTask;

    /// <summary>Refuses new calls, waits for those that were taken, and deactivates; leaves what is not done in time.</summary>
    public async Task StopAsync(TimeSpan patience, CancellationToken cancellation)
    {
        Interlocked.Increment(ref turns);
        stopping = true;
        Ended();
        try
        {
            await drained.Task.WaitAsync(patience, Time, cancellation);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Log.DrainTimedOut(turns);
            foreach (var activation in types.Values.SelectMany(type => type.Activations))
            {
                activation.RefuseWaiting(Stopping);
            }
        }

        await DeactivateAsync(long.MaxValue, CancellationToken.None).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static DaprApiException Stopping() =>
        new("The actor runtime stops and takes no more calls.", "ERR_ACTOR_RUNTIME_NOT_FOUND", isTransient: true);
}
