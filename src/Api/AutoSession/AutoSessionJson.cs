using System.Text.Json.Serialization;
using Parley.Api.Contracts;

namespace Parley.Api.AutoSession;

[JsonSerializable(typeof(Envelope<CreatedSession>))]
[JsonSerializable(typeof(Envelope<Conflict>))]
[JsonSerializable(typeof(Envelope<CompletedTask>))]
[JsonSerializable(typeof(Envelope<NextTask>))]
[JsonSerializable(typeof(Envelope<NoTask>))]
[JsonSerializable(typeof(Envelope<SendInfo>))]
[JsonSerializable(typeof(Envelope<UploadSummary>))]
[JsonSerializable(typeof(Envelope<SessionStatusView>))]
[JsonSerializable(typeof(Envelope<TaskList<PendingTask>>))]
[JsonSerializable(typeof(Envelope<TaskList<DeadTask>>))]
[JsonSerializable(typeof(Envelope<NoData>))]
[JsonSerializable(typeof(ValidationFailure))]
[JsonSerializable(typeof(Detail))]
internal sealed partial class AutoSessionJson : JsonSerializerContext;
