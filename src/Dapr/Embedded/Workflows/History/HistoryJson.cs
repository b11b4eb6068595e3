using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dapr.Embedded.Workflows.History;

[JsonSerializable(typeof(InstanceDocument))]
[JsonSerializable(typeof(DocumentVersion))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
    /// <summary>Payloads are JSON inside JSON: quotes are escaped by one character, not six.</summary>
    public static HistoryJson Compact { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
