using Parley.Sessions.Messages;

namespace Parley.Sessions.Catalog;

/// <summary>Which rows: those that meet every filter that is given. Equal ones keep the order of their creation, newest first.</summary>
/// <param name="PageSize">How many at most.</param>
public sealed record MessageQuery(int PageSize)
{
    /// <summary>Counts from 1; ignored beside a cursor.</summary>
    public long Page { get; init; } = 1;

    /// <summary><see cref="MessagePage.NextCursor"/> of an earlier answer to the same filters and order.</summary>
    public string? Cursor { get; init; }

    public string? RobotId { get; init; }

    public string? SessionId { get; init; }

    public string? SenderId { get; init; }

    public string? Channel { get; init; }

    public MessageType? Type { get; init; }

    /// <summary>Created at this moment or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Created before this moment.</summary>
    public DateTimeOffset? Before { get; init; }

    public MessageSort Sort { get; init; }

    public bool Ascending { get; init; }
}
