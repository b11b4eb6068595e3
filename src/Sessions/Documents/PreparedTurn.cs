using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Sessions.Documents;

/// <summary>A turn that counts already, while its documents still wait under names of their own to be put in their places.</summary>
/// <param name="Id">What tells its documents' names from those of any other turn.</param>
/// <param name="Head">The place of the new head.</param>
/// <param name="Others">The places of the documents beside it.</param>
internal sealed record PreparedTurn(
    [property: JsonPropertyName("i")] string Id,
    [property: JsonPropertyName("h")] PreparedDocument Head,
    [property: JsonPropertyName("o")] IReadOnlyList<PreparedDocument> Others)
{
    public string NameOf(string key) => $"{key}~{Id}";

    /// <summary>The head with this turn to come; who does not look for that reads the head as it was.</summary>
    public byte[] After(ReadOnlySpan<byte> head) =>
        [.. "{\"next\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(this, DocumentStore.JsonOptions), (byte)',', .. head[1..]];

    /// <summary>The turn to come, if the head tells of one.</summary>
    public static PreparedTurn? Of(ReadOnlyMemory<byte> head)
    {
        if (head.IsEmpty)
        {
            return null;
        }

        using var json = JsonDocument.Parse(head);
        return json.RootElement.TryGetProperty("next", out var next) ? next.Deserialize<PreparedTurn>(DocumentStore.JsonOptions) : null;
    }
}
