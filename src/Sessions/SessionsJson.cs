using System.Text.Json.Serialization;
using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Documents;
using Parley.Sessions.Idempotency;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;
using Parley.Sessions.Replies;
using Parley.Sessions.Staff;

namespace Parley.Sessions;

[JsonSerializable(typeof(SessionHead))]
[JsonSerializable(typeof(LogPage<Message>))]
[JsonSerializable(typeof(LogPage<ReplyRecord>))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(SequenceHead))]
[JsonSerializable(typeof(NumberOwner))]
[JsonSerializable(typeof(IdempotencyClaim))]
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
[JsonSerializable(typeof(CatalogHead))]
[JsonSerializable(typeof(Journal))]
[JsonSerializable(typeof(SessionBlock))]
[JsonSerializable(typeof(DaysDocument))]
[JsonSerializable(typeof(DayDocument))]
[JsonSerializable(typeof(RowSegment))]
[JsonSerializable(typeof(TextPage))]
[JsonSerializable(typeof(FeedSegment))]
[JsonSerializable(typeof(SessionUpdate[]))]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(MessageQuery))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(SessionQuery))]
[JsonSerializable(typeof(SessionPage))]
[JsonSerializable(typeof(StatisticsQuery))]
[JsonSerializable(typeof(Statistics))]
[JsonSerializable(typeof(FeedKey))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(NumberRequest[]))]
[JsonSerializable(typeof(NumberBlock[]))]
[JsonSerializable(typeof(ClaimResult))]
[JsonSerializable(typeof(StaffHead))]
[JsonSerializable(typeof(StaffPage))]
[JsonSerializable(typeof(CreateStaffCommand))]
[JsonSerializable(typeof(UpdateStaffCommand))]
[JsonSerializable(typeof(DeleteStaffCommand))]
[JsonSerializable(typeof(StaffResult))]
internal sealed partial class SessionsJson : JsonSerializerContext;
