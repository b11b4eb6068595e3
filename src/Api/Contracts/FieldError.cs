using System.Text.Json.Serialization;

namespace Parley.Api.Contracts;

public sealed record FieldError(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("loc")] IReadOnlyList<string> Location,
    [property: JsonPropertyName("msg")] string Message)
{
    public static readonly FieldError NoJson = new("json_invalid", ["body"], "JSON decode error");
    public static readonly FieldError NoObject =
        new("model_attributes_type", ["body"], "Input should be a valid dictionary or object to extract fields from");

    public static FieldError Of(string type, string field, string message) => new(type, ["body", field], message);
}
