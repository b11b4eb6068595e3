using System.Text.Json.Serialization;

namespace Dapr.Embedded.Workflows.History;

/// <summary>The one member of a document that every release can read.</summary>
internal sealed record DocumentVersion([property: JsonPropertyName("v")] int Version);
