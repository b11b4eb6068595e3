namespace Parley.Sessions.Catalog;

/// <summary>Names one change: by session and version, or by message and version.</summary>
public sealed record FeedKey
{
    public string? SessionId { get; init; }

    public long Number { get; init; }

    public required long Version { get; init; }

    public static FeedKey OfSession(string sessionId, long version) => new() { SessionId = sessionId, Version = version };

    public static FeedKey OfMessage(long number, long version) => new() { Number = number, Version = version };
}
