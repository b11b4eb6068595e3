using System.Text.Json;
using Parley.Sessions.Catalog;

namespace Parley.Sessions;

/// <summary>Changes a session; what is null stays as it is.</summary>
public sealed record UpdateCommand
{
    /// <summary>Made by the first caller; a repeat of it changes nothing more.</summary>
    public string Id { get; init; } = Guid.NewGuid().ToString("N");

    public SessionStatus? Status { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public JsonElement? Metadata { get; init; }
}
