namespace Parley.Sessions.Catalog;

/// <summary>Which sessions: those that meet every filter that is given, by latest activity, newest first.</summary>
/// <param name="PageSize">How many at most.</param>
public sealed record SessionQuery(int PageSize)
{
    /// <summary>How many are passed over; ignored beside a cursor.</summary>
    public long Skip { get; init; }

    /// <summary><see cref="SessionPage.NextCursor"/> of an earlier answer to the same filters.</summary>
    public string? Cursor { get; init; }

    public string? RobotId { get; init; }

    public SessionStatus? Status { get; init; }

    public string? UserId { get; init; }

    public string? Channel { get; init; }

    public string? Tag { get; init; }

    /// <summary>Created at this moment or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Created before this moment.</summary>
    public DateTimeOffset? Before { get; init; }
}
