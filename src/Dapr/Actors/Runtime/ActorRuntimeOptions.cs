using System.Text.Json;

namespace Dapr.Actors.Runtime;

/// <summary>Settings of the actor runtime.</summary>
public sealed class ActorRuntimeOptions
{
    /// <summary>The actor types that this application hosts.</summary>
    public ActorRegistrationCollection Actors { get; } = [];

    /// <summary>After how long without a call an actor is deactivated; null for 60 minutes.</summary>
    public TimeSpan? ActorIdleTimeout { get; set; }

    /// <summary>How often idle actors are looked for; null for 30 seconds.</summary>
    public TimeSpan? ActorScanInterval { get; set; }

    /// <summary>How long a drain waits for a running call; null for 60 seconds.</summary>
    public TimeSpan? DrainOngoingCallTimeout { get; set; }

    /// <summary>Whether daprd waits for running calls before it moves an actor. A stop waits for them either way.</summary>
    public bool DrainRebalancedActors { get; set; }

    /// <summary>How arguments and results are written as JSON.</summary>
    public JsonSerializerOptions JsonSerializerOptions { get; set; } = new(JsonSerializerDefaults.Web);

    /// <summary>Whether typed proxies speak JSON; must be equal on both sides.</summary>
    public bool UseJsonSerialization { get; set; }
}
