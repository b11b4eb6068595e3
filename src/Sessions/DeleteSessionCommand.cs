namespace Parley.Sessions;

/// <summary>Deletes a session with all that is in it. Its id may be used again.</summary>
public sealed record DeleteSessionCommand
{
    /// <summary>Made by the first caller; a repeat of it changes nothing more.</summary>
    public string Id { get; init; } = Guid.NewGuid().ToString("N");
}
