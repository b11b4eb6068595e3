using System.Text.Json.Serialization;

namespace Parley.Api.Contracts;

public sealed record ValidationFailure([property: JsonPropertyName("detail")] IReadOnlyList<FieldError> Detail);
