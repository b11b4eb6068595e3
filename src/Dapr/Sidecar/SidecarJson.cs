using System.Text.Json;
using System.Text.Json.Serialization;
using Dapr.AspNetCore;
using Dapr.Sidecar.Actors;
using Dapr.Sidecar.State;

namespace Dapr.Sidecar;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SidecarError))]
[JsonSerializable(typeof(SidecarMetadata))]
[JsonSerializable(typeof(BulkItem[]))]
[JsonSerializable(typeof(BulkRead))]
[JsonSerializable(typeof(ActorsConfiguration))]
[JsonSerializable(typeof(ReminderRegistration))]
[JsonSerializable(typeof(ReminderFiring))]
[JsonSerializable(typeof(Subscription[]))]
internal sealed partial class SidecarJson : JsonSerializerContext;
