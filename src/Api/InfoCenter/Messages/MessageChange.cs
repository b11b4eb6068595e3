using System.Text.Json;

namespace Parley.Api.InfoCenter.Messages;

/// <summary>The body of a change, for the API's description. Absent members stay as they are, null clears.</summary>
public sealed record MessageChange(
    string? AiResponse = null,
    string? AiResponseTime = null,
    double? Confidence = null,
    bool? HumanIntervened = null,
    int? SatisfactionScore = null,
    JsonElement? Metadata = null);
