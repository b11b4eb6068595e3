using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Dapr.Actors;

namespace Dapr.Embedded.Actors;

/// <summary>A typed proxy. Arguments and results go by reference.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "The proxy class derives from it at run time.")]
internal class EmbeddedActorProxy : DispatchProxy
{
    private EmbeddedActorRuntime runtime = null!;
    private string actorType = null!;
    private ActorId id = null!;
    private TimeSpan timeout;
    private TimeProvider time = null!;

    public static TActorInterface Create<TActorInterface>(
        EmbeddedActorRuntime runtime, string actorType, ActorId id, TimeSpan timeout, TimeProvider time)
        where TActorInterface : IActor
    {
        var made = Create<TActorInterface, EmbeddedActorProxy>();
        var proxy = (EmbeddedActorProxy)(object)made;
        (proxy.runtime, proxy.actorType, proxy.id, proxy.timeout, proxy.time) = (runtime, actorType, id, timeout, time);
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        ActorMethod.Of(targetMethod!).Call(runtime, actorType, id, args ?? [], timeout, time);
}
