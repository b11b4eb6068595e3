using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dapr;

namespace Parley.Sidecar;

/// <summary>Which replica has which actor, and how that goes wrong. An actor that moves is let go where it was, after the turn that runs.</summary>
public sealed class Placement
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<ForwardingActor, bool> active = new();
    private ImmutableList<AppReplica> replicas = [];
    private TaskCompletionSource table = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int round;

    public Placement() => table.SetResult();

    /// <summary>Whether it has not heard of any replica yet: calls find no address.</summary>
    public bool IsLate { get; set; }

    internal IReadOnlyList<AppReplica> Replicas => replicas;

    internal IEnumerable<ForwardingActor> Active => active.Keys;

    /// <summary>Moves the actors that are not where they belong.</summary>
    internal Func<Task> Move { private get; set; } = () => Task.CompletedTask;

    /// <summary>Ends when it is there.</summary>
    internal Task Table => Volatile.Read(ref table).Task;

    /// <summary>Draws anew: of two replicas, about half of each one's actors move. Done when they have.</summary>
    public Task RebalanceAsync()
    {
        Interlocked.Increment(ref round);
        return Move();
    }

    /// <summary>Takes the placement service away: actors are let go, and calls wait, as under daprd 1.18.</summary>
    public void Stop()
    {
        lock (gate)
        {
            if (table.Task.IsCompleted)
            {
                table = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        _ = Move();
    }

    public void Resume() => Volatile.Read(ref table).TrySetResult();

    internal void Add(AppReplica replica) => Change(known => known.Remove(replica).Add(replica));

    internal void Remove(AppReplica replica) => Change(known => known.Remove(replica));

    internal void Enter(ForwardingActor actor) => active.TryAdd(actor, true);

    internal void Leave(ForwardingActor actor) => active.TryRemove(actor, out _);

    /// <summary>The replica that an actor belongs to now; null when nobody knows.</summary>
    internal AppReplica? HolderOf(string type, string id) =>
        Table.IsCompleted ? replicas.MaxBy(replica => Lot.Of($"{round} {replica.Name}", $"{type}/{id}")) : null;

    /// <summary>As <see cref="HolderOf"/>, once the table is there.</summary>
    /// <exception cref="DaprApiException">There is no replica.</exception>
    internal async Task<AppReplica> FindAsync(string type, string id, CancellationToken cancellation)
    {
        while (true)
        {
            await Table.WaitAsync(cancellation);
            if (IsLate || replicas.IsEmpty)
            {
                throw new DaprApiException($"did not find address for actor '{type}||{id}'", "ERR_ACTOR_NO_ADDRESS", isTransient: true);
            }

            if (HolderOf(type, id) is { } holder)
            {
                return holder;
            }
        }
    }

    private void Change(Func<ImmutableList<AppReplica>, ImmutableList<AppReplica>> change)
    {
        lock (gate)
        {
            replicas = change(replicas);
        }

        _ = Move();
    }
}
