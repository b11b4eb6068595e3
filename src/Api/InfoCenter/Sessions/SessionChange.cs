using System.Text.Json;

namespace Parley.Api.InfoCenter.Sessions;

/// <summary>The body of a change, for the API's description. Absent members stay as they are.</summary>
public sealed record SessionChange(string? Status = null, IReadOnlyList<string>? Tags = null, JsonElement? Metadata = null);
