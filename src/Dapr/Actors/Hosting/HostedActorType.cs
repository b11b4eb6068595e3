using System.Collections.Concurrent;
using Dapr.Actors.Client;
using Dapr.Actors.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dapr.Actors.Hosting;

/// <summary>An actor type of this process, with its activations by actor id.</summary>
internal sealed class HostedActorType(ActorTypeInformation information, ActorRuntime runtime, IServiceScopeFactory scopes)
{
    private readonly ObjectFactory create = ActivatorUtilities.CreateFactory(information.ImplementationType, [typeof(ActorHost)]);
    private readonly ConcurrentDictionary<string, Activation> activations = new();

    public ActorRuntime Runtime => runtime;

    /// <summary>The tag of this type's measurements.</summary>
    public KeyValuePair<string, object?> Tag { get; } = new("actor.type", information.ActorTypeName);

    public string Name => information.ActorTypeName;

    public IEnumerable<Activation> Activations => activations.Select(pair => pair.Value);

    public void Take(ActorId id, Turn turn)
    {
        // An activation that closed while this call was on its way takes no turns; the next one is another.
        while (!activations.GetOrAdd(id.GetId(), static (_, made) => new Activation(made.type, made.id), (type: this, id)).TryTake(turn))
        {
        }
    }

    public Activation? Find(ActorId id) => activations.GetValueOrDefault(id.GetId());

    public void Remove(Activation activation) =>
        activations.TryRemove(KeyValuePair.Create(activation.Id.GetId(), activation));

    public ActorInstance Create(ActorId id)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            var services = scope.ServiceProvider;
            var host = new ActorHost(
                information,
                id,
                services.GetRequiredService<ILoggerFactory>(),
                services.GetRequiredService<IActorProxyFactory>(),
                services.GetRequiredService<ActorTimerManager>());
            return new ActorInstance((Actor)create(services, [host]), scope);
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }
}
