using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record ValidationFailure([property: JsonPropertyName("detail")] IReadOnlyList<FieldError> Detail);
