using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Staff;

/// <summary>Some members. A page is never written twice: a change writes another, and the head says which of them count.</summary>
public sealed class StaffPage : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("i")]
    public List<StaffMember> Members { get; set; } = [];
}
