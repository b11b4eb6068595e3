using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Dapr.Workflow.Replay;

/// <summary>Inputs and outputs as JSON. No value has no JSON, and reads as the type's default.</summary>
internal static class Payload
{
    /// <summary>The SDK's worker includes fields, so that tuples cross.</summary>
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { IncludeFields = true };

    public static string? Write(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);

    public static T Read<T>(string? json) => json is null ? default! : JsonSerializer.Deserialize<T>(json, Options)!;

    public static object? Read(string? json, Type type)
    {
        if (json is not null)
        {
            return JsonSerializer.Deserialize(json, type, Options);
        }

        return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? RuntimeHelpers.GetUninitializedObject(type) : null;
    }
}
