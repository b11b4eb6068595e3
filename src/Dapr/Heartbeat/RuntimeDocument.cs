using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dapr.Heartbeat;

/// <summary>What a runtime keeps under the key <c>runtime</c> of each of its state components while it lives.</summary>
/// <param name="V">The format's version.</param>
/// <param name="Way">Which runtime: <c>embedded</c> or <c>sidecar</c>.</param>
/// <param name="Holder">The process, for people.</param>
/// <param name="Beat">Differs from beat to beat.</param>
internal sealed record RuntimeDocument(int V, string Way, string Holder, long Beat)
{
    public const string Key = "runtime";
    public const string Embedded = "embedded";
    public const string Sidecar = "sidecar";

    public static RuntimeDocument? Read(ReadOnlyMemory<byte> json) =>
        json.IsEmpty ? null : JsonSerializer.Deserialize(json.Span, RuntimeDocumentJson.Default.RuntimeDocument);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, RuntimeDocumentJson.Default.RuntimeDocument);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RuntimeDocument))]
internal sealed partial class RuntimeDocumentJson : JsonSerializerContext;
