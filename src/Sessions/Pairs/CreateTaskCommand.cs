namespace Parley.Sessions.Pairs;

/// <summary>Opens a session between an account and a shop, with a message to send.</summary>
public sealed record CreateTaskCommand
{
    /// <summary>Made by the first caller; a repeat of it is answered with what the first did.</summary>
    public required string Id { get; init; }

    /// <summary>Whether a client may repeat it for a day.</summary>
    public bool Claimed { get; init; }

    public required string AccountId { get; init; }

    public required string ShopId { get; init; }

    public required string ShopName { get; init; }

    public required string Platform { get; init; }

    public required TaskType TaskType { get; init; }

    public required string ExternalTaskId { get; init; }

    public required string SendContent { get; init; }

    public string? SendUrl { get; init; }

    /// <summary>1 to 5; the highest goes first.</summary>
    public required int Level { get; init; }

    /// <summary>A robot's session that was idle for longer gives way.</summary>
    public required TimeSpan MaxIdle { get; init; }

    public bool ForHuman => TaskType is not (TaskType.AutoBargain or TaskType.AutoFollowUp);
}
