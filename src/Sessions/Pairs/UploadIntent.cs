using System.Text.Json.Serialization;

namespace Parley.Sessions.Pairs;

/// <summary>Messages that go into a session. They stand in documents of their own.</summary>
/// <param name="CommandId">Whose documents.</param>
/// <param name="SessionId">The session.</param>
/// <param name="From">How many messages the session had before.</param>
/// <param name="Parts">How many documents.</param>
/// <param name="Claimed">Whether a client may repeat the command for a day.</param>
/// <param name="Answer">What the caller hears when all is done.</param>
public sealed record UploadIntent(
    [property: JsonPropertyName("k")] string CommandId,
    [property: JsonPropertyName("s")] string SessionId,
    [property: JsonPropertyName("n")] long From,
    [property: JsonPropertyName("p")] int Parts,
    [property: JsonPropertyName("c")] bool Claimed,
    [property: JsonPropertyName("a")] UploadResult Answer);
