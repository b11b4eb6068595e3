using Parley.Api.Contracts;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Staff;

namespace Parley.Api.InfoCenter.Messages;

/// <summary>A message as a robot reports it.</summary>
internal sealed record Report(string SessionId, NewMessage Message)
{
    private const int MaxContent = 5000;
    private const int MaxAvatar = 2048;

    // A page of 32 messages stays below the limit of a document whatever their names and addresses are.
    private const int MaxSenderBytes = 3072;

    private static readonly string[] Required = ["robotId", "sessionId", "senderId", "senderName", "content", "messageType"];

    public static async ValueTask<(Report? Report, InfoError? Error)> ReadAsync(JsonBody json, OwedReplies owed, StaffDirectory staff)
    {
        var body = new BodyReader(json);
        body.Require(Required);
        var (robot, session, sender, name) = (body.Id("robotId"), body.Id("sessionId"), body.Id("senderId"), body.Id("senderName"));
        var content = body.Text("content", MaxContent);
        var type = body.OneOf("messageType", Words.MessageTypes);
        var avatar = body.Text("senderAvatar", MaxAvatar);
        var metadata = body.Metadata();
        var role = body.OneOf("senderType", Words.SenderTypes);
        if (new[] { robot, sender, name, avatar }.Sum(JsonWeight.Of) > MaxSenderBytes)
        {
            body.Refuse(avatar is null ? "senderName" : "senderAvatar", $"robot and sender must take at most {MaxSenderBytes} bytes");
        }

        if (body.Error is not null)
        {
            return (null, body.Error);
        }

        role ??= await SenderRoles.OfAsync(sender!, name!, staff);
        return (new Report(session!, new NewMessage(new Sender(sender!, role.Value, name, avatar), content!)
        {
            RobotId = robot,
            Type = type!.Value,
            Metadata = metadata,
            OwedReply = type == MessageType.Text && role == SenderRole.User && owed.IsOn(InfoCenterModule.Channel),
        }), null);
    }
}
