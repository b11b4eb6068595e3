using System.Text.Json.Serialization;

namespace Parley.Api.InstantMessaging;

/// <summary>The body of a send, for the API's description; it is read member by member, since each has an error of its own.</summary>
public sealed record SendRequest(
    [property: JsonPropertyName("content")] string Content,
    [property: JsonPropertyName("session_id")] string SessionId);
