using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Dapr.Actors.Hosting;

/// <summary>A typed proxy over a runtime's calls.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "The proxy class derives from it at run time.")]
internal class TypedProxy : DispatchProxy
{
    private IActorCalls calls = null!;
    private string actorType = null!;
    private ActorId id = null!;
    private TimeSpan timeout;

    public static TActorInterface Create<TActorInterface>(IActorCalls calls, string actorType, ActorId id, TimeSpan timeout)
        where TActorInterface : IActor
    {
        var made = Create<TActorInterface, TypedProxy>();
        var proxy = (TypedProxy)(object)made;
        (proxy.calls, proxy.actorType, proxy.id, proxy.timeout) = (calls, actorType, id, timeout);
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        ActorMethod.Of(targetMethod!).Call(calls, actorType, id, args ?? [], timeout);
}
