using Parley.Conformance.Workflows;
using Parley.Hosting;
using Parley.Sessions.Catalog;
using Parley.Sessions.Messages;
using Parley.Sessions.Pairs;
using Parley.Sessions.Tasks;

namespace Parley.Sessions.Tests.Pairs;

public sealed class PairTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly BrokenQueue broken = new();
    private SessionsHost host = null!;

    public async Task InitializeAsync()
    {
        host = new SessionsHost(StoreType.Sqlite, broken.Decorate) { Time = time };
        host.Settings["Ai:Satisfaction"] = "false";
        host.Settings["AutoSession:RobotPrefixes:0"] = "bot:";
        host.Settings["AutoSession:StaffNicks:0"] = "t-boss";
        host.Settings["AutoSession:StaffNicks:1"] = "t-1";
        await host.StartAsync();
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task What_broke_off_is_finished_by_the_reminder_also_of_the_next_process()
    {
        broken.IsBroken = true;
        var failure = await Record.ExceptionAsync(() => CreateAsync("c1"));
        Assert.True(failure is not null && Outage.Is(failure), $"{failure}");
        Assert.Empty(await WaitingAsync());

        broken.IsBroken = false;
        await host.RestartAsync();
        time.Advance(TimeSpan.FromMinutes(1));

        await Eventually.TrueAsync(async () => (await WaitingAsync()).Count == 1, "the task is in the queue");
        Assert.Equal((await CreateAsync("c1")).SessionId, (await WaitingAsync())[0]);
    }

    [Fact]
    public async Task A_failed_robots_task_leaves_the_queue_also_when_that_broke_off()
    {
        var session = (await CreateAsync("c1")).SessionId;
        broken.IsBroken = true;
        await Record.ExceptionAsync(() => Pairs.CompleteAsync(new CompleteTaskCommand(session, false, "offline", null)));
        broken.IsBroken = false;

        var next = await CreateAsync("c2");

        Assert.Equal(CreateTaskStatus.Created, next.Status);
        Assert.Equal([next.SessionId], await WaitingAsync());
        Assert.Equal("offline", (await FindAsync(session))!.Error);
    }

    [Fact]
    public async Task A_conversation_that_an_operator_closed_is_completed_and_makes_room()
    {
        var session = (await CreateAsync("c1", TaskType.ManualUrgent)).SessionId;

        await host.Writer.Session(session).UpdateAsync(new UpdateCommand { Status = SessionStatus.Closed });

        Assert.Equal(PairSessionState.Completed, (await FindAsync(session))!.State);
        Assert.Null(await Pairs.TakeAsync());
        Assert.Equal(CreateTaskStatus.Created, (await CreateAsync("c2")).Status);

        // What an operator does to it later brings it back to nobody.
        await host.Writer.Session(session).UpdateAsync(new UpdateCommand { Status = SessionStatus.Active });
        Assert.Equal(PairSessionState.Completed, (await FindAsync(session))!.State);
    }

    [Fact]
    public async Task A_deleted_session_is_unknown_and_its_task_is_passed_over()
    {
        var session = (await CreateAsync("c1")).SessionId;

        await host.Writer.Session(session).DeleteAsync(new DeleteSessionCommand());

        Assert.Null(await FindAsync(session));
        Assert.Null(await Pairs.TakeAsync());
        var next = (await CreateAsync("c2")).SessionId;
        Assert.Equal(next, TaskNumber.SessionId((await Pairs.TakeAsync())!.Id));
    }

    [Theory]
    [InlineData("t-1", "您好", false)]
    [InlineData("t-1", " 您好 ", false)]
    [InlineData("t-1", "bot: 在的", false)]
    [InlineData("t-1", "明天发货", false)]
    [InlineData("t-1", "hi", true)]
    [InlineData("t-boss", "我来", true)]
    [InlineData("t-2", "我来", false)]
    [InlineData("c", "我来", false)]
    public async Task A_human_is_told_from_the_robot_its_replies_and_whom_the_settings_do_not_name(string nick, string content, bool human)
    {
        var session = (await CreateAsync("c1")).SessionId;
        await host.Writer.AppendAsync(new AppendCommand("ai", session, "im", new NewMessage(Sender.Ai, "明天发货")));

        var role = nick.StartsWith("t-", StringComparison.Ordinal) ? SenderRole.Account : SenderRole.Customer;
        var result = await UploadAsync("u1", new UploadedMessage("m1", nick, role, content, time.GetUtcNow()));

        Assert.Equal(human ? [SessionOperation.Updated, SessionOperation.Transferred] : [SessionOperation.Updated], result.Operations);
        Assert.Equal(human ? PairSessionState.Transferred : PairSessionState.Pending, (await FindAsync(session))!.State);
        var head = (await host.Reader.FindAsync(session))!;
        var message = (await host.Reader.ReadMessagesAsync(head, 2, 2))[0];
        Assert.Equal((human ? SenderRole.Staff : role, "m1", human), (message.Sender.Role, message.ExternalId, message.HumanIntervened));
        Assert.Equal(human, head.Intervention is not null);
    }

    [Fact]
    public async Task Idle_is_strictly_longer_and_reports_and_messages_of_every_channel_count()
    {
        var session = (await CreateAsync("c1")).SessionId;
        time.Advance(TimeSpan.FromMinutes(10));
        await host.Writer.AppendAsync(new AppendCommand("m", session, "im", new NewMessage(new Sender("u", SenderRole.User), "在吗")));
        time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(CreateTaskStatus.RobotAtWork, (await CreateAsync("c2")).Status);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(CreateTaskStatus.Created, (await CreateAsync("c3")).Status);
        Assert.Equal(PairSessionState.TimedOut, (await FindAsync(session))!.State);
    }

    private PairDesk Pairs => host.Get<PairDesk>();

    private Task<CreateTaskResult> CreateAsync(string id, TaskType type = TaskType.AutoBargain) => Pairs.CreateAsync(new CreateTaskCommand
    {
        Id = id,
        AccountId = "t-1",
        ShopId = "1",
        ShopName = "s",
        Platform = "淘天",
        TaskType = type,
        ExternalTaskId = "x",
        SendContent = "您好",
        Level = 3,
        MaxIdle = TimeSpan.FromMinutes(10),
    });

    private Task<UploadResult> UploadAsync(string id, params UploadedMessage[] messages) => Pairs.UploadAsync(new UploadCommand
    {
        Id = id,
        AccountId = "t-1",
        ShopName = "s",
        Platform = "淘天",
        MaxIdle = TimeSpan.FromMinutes(10),
        Messages = messages,
    });

    private async Task<PairSession?> FindAsync(string session) => (await host.Get<PairReader>().FindAsync(session))?.Session;

    private async Task<IReadOnlyList<string>> WaitingAsync() =>
        [.. (await host.Get<TaskQueueDesk>().ListWaitingAsync(10)).Select(task => TaskNumber.SessionId(task.Id))];
}
