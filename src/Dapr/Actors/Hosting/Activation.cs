using Dapr.Actors.Runtime;

namespace Dapr.Actors.Hosting;

/// <summary>One actor id in memory: its line of turns and, between activation and deactivation, its object.</summary>
/// <remarks>
/// There may be hundreds of thousands of them. The gate guards the line and the flags;
/// <c>running</c> is held by whoever runs turns, activates or deactivates, so the object has one user at a time.
/// </remarks>
internal sealed class Activation(HostedActorType type, ActorId id) : IThreadPoolWorkItem
{
    private readonly Lock gate = new();
    private Turn? first;
    private Turn? last;
    private bool running;
    private bool closed;
    private bool leaving;
    private long idleSince;
    private ActorInstance? instance;

    public ActorId Id => id;

    /// <summary>Puts a turn in line; false when this activation is over.</summary>
    public bool TryTake(Turn turn)
    {
        lock (gate)
        {
            if (closed)
            {
                return false;
            }

            if (first is null)
            {
                first = turn;
            }
            else
            {
                last!.Next = turn;
            }

            last = turn;
            if (running)
            {
                return true;
            }

            running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        return true;
    }

    public void Execute() => _ = RunTurnsAsync();

    /// <summary>Lets go of the object if no turn has run since an instant. Calls that arrive meanwhile activate a new one.</summary>
    public async Task DeactivateAsync(long unusedSince)
    {
        lock (gate)
        {
            if (running || closed || idleSince > unusedSince)
            {
                return;
            }

            running = true;
        }

        await LetGoAndGoOnAsync();
    }

    /// <summary>Lets go of the object: at once, or after the turn that runs. Whatever else is in line activates a new one.</summary>
    public Task LeaveAsync()
    {
        lock (gate)
        {
            leaving = running;
            if (closed || running)
            {
                return Task.CompletedTask;
            }

            running = true;
        }

        return LetGoAndGoOnAsync();
    }

    /// <summary>Takes everything out of the line that does not run yet.</summary>
    public void RefuseWaiting(Func<DaprApiException> reason)
    {
        Turn? refused;
        lock (gate)
        {
            refused = first;
            first = last = null;
        }

        for (; refused is not null; refused = refused.Next)
        {
            refused.Refuse(reason());
            type.Runtime.Ended();
        }
    }

    private async Task RunTurnsAsync()
    {
        while (TryNext(out var turn))
        {
            if (turn is null)
            {
                await LetGoAsync();
            }
            else if (instance is not null || await TryActivateAsync(turn))
            {
                var run = RunAsync(turn, instance!.Actor);
                if (!type.Runtime.OverlapTurns)
                {
                    await run;
                }
            }
        }
    }

    private async Task LetGoAndGoOnAsync()
    {
        await LetGoAsync();
        await RunTurnsAsync();
    }

    /// <summary>The next turn, or null when the object is to go; false when there is nothing to do.</summary>
    private bool TryNext(out Turn? turn)
    {
        lock (gate)
        {
            turn = null;
            if (leaving && instance is not null)
            {
                leaving = false;
                return true;
            }

            leaving = false;
            if (first is not null)
            {
                turn = first;
                first = turn.Next;
                return true;
            }

            // An idle actor must not keep its last call's arguments alive.
            last = null;
            running = false;
            idleSince = type.Runtime.Time.GetTimestamp();
            if (instance is null)
            {
                closed = true;
                type.Remove(this);
            }

            return false;
        }
    }

    private async Task<bool> TryActivateAsync(Turn turn)
    {
        try
        {
            instance = type.Create(id);
            type.Runtime.Metrics.Activated(type.Tag);
            await instance.Actor.ActivateAsync();
            return true;
        }
        catch (Exception fault)
        {
            await DisposeAsync();
            turn.Fail(fault);
            type.Runtime.Ended();
            return false;
        }
    }

    private async Task RunAsync(Turn turn, Actor target)
    {
        var started = type.Runtime.Time.GetTimestamp();
        await turn.RunAsync(target);
        type.Runtime.Metrics.TurnEnded(type.Tag, type.Runtime.Time.GetElapsedTime(started));
        type.Runtime.Ended();
    }

    private async Task LetGoAsync()
    {
        try
        {
            await instance!.Actor.DeactivateAsync();
        }
        catch (Exception fault)
        {
            type.Runtime.Log.DeactivationFailed(type.Name, id, fault);
        }

        await DisposeAsync();
    }

    private async Task DisposeAsync()
    {
        if (instance is null)
        {
            return;
        }

        type.Runtime.Metrics.Deactivated(type.Tag);
        try
        {
            await instance.DisposeAsync();
        }
        catch (Exception fault)
        {
            type.Runtime.Log.DeactivationFailed(type.Name, id, fault);
        }

        instance = null;
    }
}
