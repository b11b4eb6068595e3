using System.Text.Json.Serialization;

namespace Parley.Sessions.Documents;

/// <summary>Up to <see cref="LogLimits.PageSize"/> items. It may hold more than its head counts: the rest of a refused turn.</summary>
public sealed class LogPage<T> : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("i")]
    public List<T> Items { get; set; } = [];
}
