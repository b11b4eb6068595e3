namespace Parley.Sessions;

/// <summary>Deletes a message and its reply; they stay in storage.</summary>
public sealed record DeleteCommand(long Sequence)
{
    /// <summary>Made by the first caller; a repeat of it changes nothing more.</summary>
    public string Id { get; init; } = Guid.NewGuid().ToString("N");
}
