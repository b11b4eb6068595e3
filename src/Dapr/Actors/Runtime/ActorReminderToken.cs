namespace Dapr.Actors.Runtime;

/// <summary>Names a reminder: actor type, actor id, name.</summary>
public class ActorReminderToken
{
    /// <summary>A reminder's name in full.</summary>
    public ActorReminderToken(string actorType, ActorId actorId, string name)
    {
        ActorType = actorType;
        ActorId = actorId;
        Name = name;
    }

    /// <summary>The actor's type.</summary>
    public string ActorType { get; }

    /// <summary>The actor's id.</summary>
    public ActorId ActorId { get; }

    /// <summary>The name, unique inside the actor.</summary>
    public string Name { get; }
}
