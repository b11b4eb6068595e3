using System.Text.Json;
using Parley.Sessions.Catalog;
using Parley.Sessions.Debts;
using Parley.Sessions.Documents;
using Parley.Sessions.Idempotency;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;
using Parley.Sessions.Replies;
using Parley.Sessions.Staff;

namespace Parley.Sessions.Tests;

/// <summary>One document of each kind with every member in use, as files in <c>Golden</c> hold them.</summary>
internal static class GoldenDocuments
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_123);

    private static readonly Message Plain = new()
    {
        Number = 129,
        Sequence = 65,
        Sender = new Sender("user-1", SenderRole.User),
        Content = "什么时候发货？\n\"soon\" 😀",
        CreatedAt = At,
    };

    private static readonly Message Full = new()
    {
        Number = 130,
        Sequence = 66,
        Sender = new Sender("ai_bot", SenderRole.Assistant, "小助手", "avatars/1.png"),
        Content = "",
        HasBody = true,
        Type = MessageType.Image,
        CreatedAt = At.AddSeconds(1),
        UpdatedAt = At.AddSeconds(2),
        ReplyTo = new MessageReference(65, 129, At),
        CommandId = "5a1f",
        OverSocket = true,
        Confidence = 0.75,
        HumanIntervened = true,
        RobotId = "robot-2",
        Changes = 3,
        Answer = new MessageReference(67, 131, At.AddSeconds(2)),
        AnsweredAt = At.AddSeconds(2),
        Record = 17,
        Satisfaction = new Satisfaction(2, SatisfactionSource.Set) { Confidence = 0.5, Evidence = ["太慢"] },
        DeletedAt = At.AddSeconds(9),
        Usage = new Usage(120, 30),
        Metadata = JsonSerializer.SerializeToElement(new { tags = new[] { "物流", "vip" }, depth = new { n = 1.5, none = (string?)null } }),
    };

    private static readonly ReplyRecord Open = new() { Number = 129, Sequence = 65, CreatedAt = At };

    private static readonly ReplyRecord Closed = new()
    {
        Number = 66,
        Sequence = 2,
        CreatedAt = At,
        Status = ReplyStatus.Replied,
        ReplyNumber = 67,
        ClosedAt = At.AddSeconds(3),
    };

    public static SessionHoles Holes()
    {
        var holes = new SessionHoles();
        long[] messages = [7, 5, 6, 66];
        Array.ForEach(messages, position => holes.Messages.Add(position));
        holes.Replies.Add(3);
        return holes;
    }

    public static MessageRow Row() => new()
    {
        Number = 129,
        Sequence = 65,
        Version = 2,
        CreatedAt = At,
        UpdatedAt = At.AddSeconds(1),
        SenderId = "user-1",
        SenderName = "张三",
        RobotId = "robot-1",
        Type = MessageType.Audio,
        HumanIntervened = true,
        Confidence = 0.5,
        Score = 4,
        Replied = true,
        RepliedAt = At.AddSeconds(1),
        Deleted = true,
    };

    public static SessionHead Head()
    {
        var commands = new RecentCommands();
        commands.Add("5a1f", 66);
        commands.Add("会话", 65);
        return new SessionHead
        {
            Id = "会话 1",
            Generation = 2,
            Channel = "im",
            CreatedAt = At,
            LastActivityAt = At.AddSeconds(1),
            Numbers = new NumberBlock(129, 65),
            Messages = new Log<Message> { Count = 66, Tail = [Plain, Full], Overlays = new() { [3] = Plain with { Number = 67, Sequence = 3, Confidence = 0 } } },
            Replies = new Log<ReplyRecord> { Count = 17, Tail = [Open], Overlays = new() { [2] = Closed } },
            Commands = commands,
            Debts = [new Debt(DebtKind.Reply, 65, 129, 17, At)],
            ReminderArmed = true,
            Intervention = new Intervention("staff-1", At, At.AddMinutes(1), "staff-message"),
            Robot = "robot-1",
            User = new Sender("user-1", SenderRole.User, "张三", "avatars/2.png"),
            Status = SessionStatus.Closed,
            Tags = ["needs-human", "咨询"],
            Metadata = JsonSerializer.SerializeToElement(new { source = "wechat" }),
            UpdatedAt = At.AddSeconds(2),
            Shown = 40,
            LastShown = 65,
            Satisfaction = new SatisfactionTally(3, 9, 2, 65),
            NeedsHuman = true,
            Unanswered = 2,
            DeletedMessages = 1,
            DeletedReplies = 1,
            Changes = 90,
            Entries = [new CatalogEntry(89, EntryKind.Message, At) { Sequence = 65, MessageVersion = 2 }, new CatalogEntry(90, EntryKind.InterventionNeeded, At) { Text = "urgent", Number = 129 }],
        };
    }

    public static LogPage<Message> Page() => new() { Items = [Plain, Full] };

    public static LogPage<ReplyRecord> Replies() => new() { Items = [Open, Closed, Open with { Status = ReplyStatus.InHumanHands, ClosedAt = At }] };

    public static MessageBody Body() => new() { Content = "很长\u0001的内容", Metadata = Full.Metadata };

    public static NumberOwner Owner() => new() { SessionId = "会话 1", Generation = 2, FirstSequence = 65 };

    public static SequenceHead Sequence() => new() { NextBlock = 3 };

    public static IdempotencyClaim Claim() => new() { BodyHash = "e3b0c442", CommandId = "5a1f", ClaimedAt = At };

    public static StaffHead StaffHead()
    {
        var head = new StaffHead
        {
            Revision = 7,
            Created = 3,
            Pages = [new StaffPageReference("staff.page.5a1f", 512)],
            Replaced = ["staff.page.5a1e"],
        };
        head.Commands.Add("5a1f", At.ToUnixTimeMilliseconds());
        return head;
    }

    public static StaffPage StaffPage() => new()
    {
        Members =
        [
            new StaffMember
            {
                Id = "staff-1",
                Number = 3,
                Platform = "wechat",
                PlatformUserId = "wx_1",
                Name = "李四",
                Status = StaffStatus.Inactive,
                Roles = ["staff"],
                Tags = ["售前"],
                Metadata = JsonSerializer.Deserialize<JsonElement>("{\"级别\":1}"),
                CreatedAt = At,
                UpdatedAt = At.AddSeconds(1),
                CommandId = "5a1f",
            },
        ],
    };
}
