using System.Text.Json.Serialization;

namespace Parley.Sessions.Messages;

/// <summary>Tokens that a model counted for a reply.</summary>
public sealed record Usage(
    [property: JsonPropertyName("p")] long PromptTokens,
    [property: JsonPropertyName("c")] long CompletionTokens);
