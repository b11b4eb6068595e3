using Parley.Sessions.Messages;
using Parley.Sessions.Pairs;

namespace Parley.Sessions.Tests.Pairs;

/// <summary>What a release wrote of pairs, this one reads.</summary>
public sealed class PairGoldenTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_123);
    private static readonly UploadResult Uploaded = new(2, 1, "sess_0123456789ab", [SessionOperation.TimedOut, SessionOperation.Created]);

    [Fact]
    public void Head() => Golden.Check("pair-head", new PairHead
    {
        Live = "sess_0123456789ab",
        Intent = new PairIntent
        {
            Opens = "sess_0123456789ab",
            Level = 3,
            Ends = "sess_ba9876543210",
            Upload = new UploadIntent("5a1f", "sess_0123456789ab", 7, 2, true, Uploaded),
        },
        ActiveAt = At,
        ReminderArmed = true,
    });

    [Fact]
    public void Session() => Golden.Check("pair-session", new PairSession
    {
        Id = "sess_0123456789ab",
        CommandId = "5a1f",
        AccountId = "t-1",
        ShopName = "测试店铺",
        ShopId = "12345",
        Platform = "淘天",
        TaskType = TaskType.AutoFollowUp,
        ExternalTaskId = "ext_task_001",
        SendContent = "您好",
        SendUrl = "https://shop.example/chat",
        Level = 3,
        State = PairSessionState.Cancelled,
        Sending = SendingStatus.Failed,
        CreatedAt = At,
        ActiveAt = At.AddSeconds(1),
        FinishedAt = At.AddSeconds(1),
        ReportedAt = At.AddSeconds(1),
        Lease = 9,
        Error = "offline",
    });

    [Fact]
    public void Answer() => Golden.Check("pair-answer", new PairAnswer
    {
        Create = new CreateTaskResult(CreateTaskStatus.RobotAtWork, "sess_0123456789ab", At),
        Upload = Uploaded,
    });

    [Fact]
    public void Upload() => Golden.Check("pair-upload", new UploadPart { Messages = [new UploadedMessage("msg_001", "t-1", SenderRole.Staff, "你好", At)] });

    [Fact]
    public void Seen() => Golden.Check("pair-seen", new SeenMessage { SessionId = "sess_0123456789ab" });

    [Fact]
    public void A_pair_of_a_newer_release_is_refused()
    {
        Golden.Refuse<PairHead>("pair-head");
        Golden.Refuse<PairSession>("pair-session");
        Golden.Refuse<PairAnswer>("pair-answer");
        Golden.Refuse<UploadPart>("pair-upload");
        Golden.Refuse<SeenMessage>("pair-seen");
    }
}
