using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record Detail([property: JsonPropertyName("detail")] string Text);
