namespace Parley.Sessions;

/// <summary>Creates a session that has no message yet; one that exists stays as it is.</summary>
/// <param name="SessionId">The true id.</param>
/// <param name="Channel">Whose it is.</param>
public sealed record CreateCommand(string SessionId, string Channel)
{
    public string? Name { get; init; }

    public string? RobotId { get; init; }

    /// <summary>How long after its latest activity it is gone; null: never.</summary>
    public TimeSpan? Lifetime { get; init; }
}
