using System.Text.Json.Serialization;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Pairs;

/// <summary>A message as a robot saw it in a chat window.</summary>
/// <param name="ExternalId">The platform's id.</param>
/// <param name="Nick">Who wrote it.</param>
/// <param name="Role">The account, the customer, or the staff that speaks for the account.</param>
/// <param name="Content">What was written.</param>
/// <param name="SentAt">When, by the platform's clock.</param>
public sealed record UploadedMessage(
    [property: JsonPropertyName("x")] string ExternalId,
    [property: JsonPropertyName("n")] string Nick,
    [property: JsonPropertyName("r")] SenderRole Role,
    [property: JsonPropertyName("c")] string Content,
    [property: JsonPropertyName("at")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset SentAt);
