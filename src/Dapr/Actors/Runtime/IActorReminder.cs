namespace Dapr.Actors.Runtime;

/// <summary>A reminder as its actor sees it.</summary>
public interface IActorReminder
{
    /// <summary>The name, unique inside the actor.</summary>
    string Name { get; }

    /// <summary>Bytes that come back with each firing.</summary>
    byte[] State { get; }

    /// <summary>Time until the first firing.</summary>
    TimeSpan DueTime { get; }

    /// <summary>Time between firings; -1 ms fires once.</summary>
    TimeSpan Period { get; }
}
