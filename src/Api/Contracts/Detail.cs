using System.Text.Json.Serialization;

namespace Parley.Api.Contracts;

public sealed record Detail([property: JsonPropertyName("detail")] string Text);
