using System.Text.Json.Serialization;

namespace Parley.Sessions.Pairs;

/// <summary>What an uploaded message's metadata say.</summary>
internal sealed record SentMetadata([property: JsonPropertyName("sentAt")] DateTimeOffset SentAt);
