using System.Diagnostics;
using Dapr.Actors.Runtime;

namespace Dapr.Actors.Hosting;

/// <summary>One call of an actor, in line for its activation. It takes the caller's trace with it and nothing else of the
/// caller's context, as a call through a sidecar would.</summary>
internal abstract class Turn
{
    private readonly Activity? caller = Activity.Current;

    /// <summary>The next in line.</summary>
    public Turn? Next { get; set; }

    /// <summary>Runs to the end, whatever the method does.</summary>
    public async Task RunAsync(Actor actor)
    {
        Activity.Current = caller;
        using var span = ActorTraces.StartTurn(actor.Host.ActorTypeInfo.ActorTypeName, actor.Id, Name);
        try
        {
            var running = InvokeAsync(actor);
            await running;
            Succeed(running);
        }
        catch (Exception fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
            Fail(fault);
        }
    }

    /// <summary>The actor could not be activated, or its method threw.</summary>
    public abstract void Fail(Exception fault);

    /// <summary>The turn never ran.</summary>
    public abstract void Refuse(DaprApiException reason);

    /// <summary>The method or the reminder, for traces.</summary>
    protected abstract string Name { get; }

    protected abstract Task InvokeAsync(Actor actor);

    protected abstract void Succeed(Task finished);
}
