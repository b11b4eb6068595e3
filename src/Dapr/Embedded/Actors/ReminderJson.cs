using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dapr.Embedded.Actors;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ReminderDocument))]
internal sealed partial class ReminderJson : JsonSerializerContext;
