namespace Dapr.Actors.Client;

/// <summary>Options of an actor proxy.</summary>
public class ActorProxyOptions
{
    /// <summary>How long a call may take; null for 100 seconds.</summary>
    public TimeSpan? RequestTimeout { get; set; }
}
