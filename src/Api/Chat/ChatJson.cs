using System.Text.Json.Serialization;

namespace Parley.Api.Chat;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChatFailure))]
internal sealed partial class ChatJson : JsonSerializerContext;
