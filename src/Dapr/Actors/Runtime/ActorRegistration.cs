namespace Dapr.Actors.Runtime;

/// <summary>A registered actor type.</summary>
public sealed class ActorRegistration
{
    /// <summary>The registration of a type.</summary>
    public ActorRegistration(ActorTypeInformation type) => Type = type;

    /// <summary>The type.</summary>
    public ActorTypeInformation Type { get; }
}
