namespace Dapr.Embedded.Actors;

/// <summary>Names a reminder in full.</summary>
internal readonly record struct ReminderKey(string ActorType, string ActorId, string Name)
{
    /// <summary>Its key in the store. Ids and names are escaped, for they may hold the separator.</summary>
    public string InStore => $"{ActorType}||{Uri.EscapeDataString(ActorId)}||{Uri.EscapeDataString(Name)}";
}
