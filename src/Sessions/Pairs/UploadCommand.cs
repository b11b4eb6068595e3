namespace Parley.Sessions.Pairs;

/// <summary>Brings what was seen in a chat window.</summary>
public sealed record UploadCommand
{
    /// <summary>Made by the first caller; a repeat of it is answered with what the first did.</summary>
    public required string Id { get; init; }

    /// <summary>Whether a client may repeat it for a day.</summary>
    public bool Claimed { get; init; }

    public required string AccountId { get; init; }

    public required string ShopName { get; init; }

    public required string Platform { get; init; }

    /// <summary>A session that was idle for longer ends before these come.</summary>
    public required TimeSpan MaxIdle { get; init; }

    public required IReadOnlyList<UploadedMessage> Messages { get; init; }
}
