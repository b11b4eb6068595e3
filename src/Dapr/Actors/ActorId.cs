namespace Dapr.Actors;

/// <summary>The id of an actor, unique inside its type.</summary>
public class ActorId
{
    private readonly string id;

    /// <summary>An id from its text, which may not be blank.</summary>
    public ActorId(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        this.id = id;
    }

    /// <summary>The id's text.</summary>
    public string GetId() => id;

    /// <inheritdoc/>
    public override string ToString() => id;
}
