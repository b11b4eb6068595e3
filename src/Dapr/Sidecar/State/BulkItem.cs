using System.Text.Json;

namespace Dapr.Sidecar.State;

/// <summary>One answer of a bulk read; a key that is not there has neither data nor ETag.</summary>
internal sealed record BulkItem(string Key, JsonElement Data, string? Etag, string? Error)
{
    /// <summary>The value's JSON; empty when there is none.</summary>
    public string Text => Data.ValueKind == JsonValueKind.Undefined ? "" : Data.GetRawText();
}
