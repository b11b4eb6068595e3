using System.Text.Json;
using Parley.Sessions.Catalog;

namespace Parley.Sessions;

/// <summary>Changes a session; what is null stays as it is.</summary>
public sealed record UpdateCommand
{
    public SessionStatus? Status { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public JsonElement? Metadata { get; init; }
}
