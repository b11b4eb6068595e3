using System.Text.Json.Serialization;

namespace Parley.Api.InstantMessaging;

[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(MessageList))]
[JsonSerializable(typeof(RecordList))]
[JsonSerializable(typeof(ErrorView))]
internal sealed partial class ImJson : JsonSerializerContext;
