namespace Parley.Faults;

/// <summary>What goes wrong, and how often: 0 never, 1 always.</summary>
public sealed record FaultOptions
{
    /// <summary>Everything that Dapr may do to an application, often.</summary>
    public static FaultOptions Everything { get; } = new()
    {
        LostAnswers = 0.04,
        RefusedCommits = 0.04,
        DoubledCalls = 0.2,
        JsonRoundTrips = true,
        OverlappingTurns = true,
    };

    /// <summary>What two replicas do to each other while placement is away, on a store that does not roll back.</summary>
    public static FaultOptions Divided { get; } = Everything with { TwoOwners = true };

    /// <summary>A commit is carried out, and its caller hears that it failed.</summary>
    public double LostAnswers { get; init; }

    /// <summary>A commit is not carried out.</summary>
    public double RefusedCommits { get; init; }

    /// <summary>An actor is called twice with the same argument, one call after the other or both at once.</summary>
    public double DoubledCalls { get; init; }

    /// <summary>Arguments and results of actors are written as JSON and read again, as between processes.</summary>
    public bool JsonRoundTrips { get; init; }

    /// <summary>The embedded runtime runs turns of one actor side by side, as daprd does when callers go away.</summary>
    public bool OverlappingTurns { get; init; }

    /// <summary>Each actor is held twice, and the store keeps what it took of a refused transaction, as Redis does under daprd.</summary>
    public bool TwoOwners { get; init; }
}
