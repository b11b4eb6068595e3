using System.Text.Json.Serialization;
using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Documents;
using Parley.Sessions.Idempotency;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;
using Parley.Sessions.Pairs;
using Parley.Sessions.Replies;
using Parley.Sessions.Tasks;

namespace Parley.Sessions;

[JsonSerializable(typeof(SessionHead))]
[JsonSerializable(typeof(LogPage<Message>))]
[JsonSerializable(typeof(LogPage<ReplyRecord>))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(SequenceHead))]
[JsonSerializable(typeof(NumberOwner))]
[JsonSerializable(typeof(IdempotencyClaim))]
[JsonSerializable(typeof(TaskQueueHead))]
[JsonSerializable(typeof(FifoSegment<long>))]
[JsonSerializable(typeof(FifoSegment<Lease>))]
[JsonSerializable(typeof(QueuedTask))]
[JsonSerializable(typeof(PairHead))]
[JsonSerializable(typeof(PairSession))]
[JsonSerializable(typeof(PairAnswer))]
[JsonSerializable(typeof(SeenMessage))]
[JsonSerializable(typeof(UploadPart))]
[JsonSerializable(typeof(SentMetadata))]
[JsonSerializable(typeof(CreateTaskCommand))]
[JsonSerializable(typeof(CompleteTaskCommand))]
[JsonSerializable(typeof(UploadCommand))]
[JsonSerializable(typeof(QueueCalls))]
[JsonSerializable(typeof(QueueAnswers))]
[JsonSerializable(typeof(QueuedTask[]))]
[JsonSerializable(typeof(AppendCommand))]
[JsonSerializable(typeof(AppendResult))]
[JsonSerializable(typeof(CloseReplyCommand))]
[JsonSerializable(typeof(CreateCommand))]
[JsonSerializable(typeof(CreateStatus))]
[JsonSerializable(typeof(DeleteSessionCommand))]
[JsonSerializable(typeof(BeginTurnCommand))]
[JsonSerializable(typeof(BeginTurnResult))]
[JsonSerializable(typeof(EndTurnCommand))]
[JsonSerializable(typeof(EndTurnResult))]
[JsonSerializable(typeof(EditCommand))]
[JsonSerializable(typeof(EditResult))]
[JsonSerializable(typeof(DeleteCommand))]
[JsonSerializable(typeof(DeleteStatus))]
[JsonSerializable(typeof(UpdateCommand))]
[JsonSerializable(typeof(UpdateStatus))]
[JsonSerializable(typeof(JudgeCommand))]
[JsonSerializable(typeof(SessionUpdate))]
[JsonSerializable(typeof(SessionHoles))]
[JsonSerializable(typeof(NumberRequest[]))]
[JsonSerializable(typeof(NumberBlock[]))]
[JsonSerializable(typeof(ClaimResult))]
internal sealed partial class SessionsJson : JsonSerializerContext;
