using System.Text.Json.Serialization;

namespace Parley.Api.Chat;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChatNotice))]
[JsonSerializable(typeof(ChatReply))]
[JsonSerializable(typeof(HistoryItem))]
[JsonSerializable(typeof(StreamStart))]
[JsonSerializable(typeof(StreamChunk))]
[JsonSerializable(typeof(StreamDone))]
[JsonSerializable(typeof(StreamFailure))]
internal sealed partial class ChatJson : JsonSerializerContext;
