namespace Dapr.Actors.Runtime;

/// <summary>An actor type as it was registered.</summary>
public sealed class ActorTypeInformation
{
    private ActorTypeInformation(string name, Type implementation)
    {
        ActorTypeName = name;
        ImplementationType = implementation;
        InterfaceTypes = [.. implementation.GetInterfaces().Where(type => type != typeof(IActor) && typeof(IActor).IsAssignableFrom(type))];
        IsRemindable = typeof(IRemindable).IsAssignableFrom(implementation);
    }

    /// <summary>The name that proxies use: the class name unless another was given.</summary>
    public string ActorTypeName { get; }

    /// <summary>The actor's class.</summary>
    public Type ImplementationType { get; }

    /// <summary>The actor interfaces that it serves.</summary>
    public IEnumerable<Type> InterfaceTypes { get; }

    /// <summary>Whether it receives reminders.</summary>
    public bool IsRemindable { get; }

    /// <summary>Describes an actor class.</summary>
    public static ActorTypeInformation Get(Type actorType, string? actorTypeName) => new(actorTypeName ?? actorType.Name, actorType);
}
