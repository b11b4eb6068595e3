using Parley.Faults;
using Parley.Sessions.Messages;
using Parley.Sessions.Pairs;
using Parley.Sessions.Tasks;

namespace Parley.Sessions.Tests.Pairs;

/// <summary>Pairs under random use: one live session, every message once and in order, the queue in step with the sessions.</summary>
public sealed class RandomPairTests
{
    private const string Account = "t-1";

    [Theory]
    [InlineData(StoreType.InMemory, 60, false)]
    [InlineData(StoreType.InMemory, 60, true)]
    [InlineData(StoreType.Sqlite, 30, true)]
    [InlineData(StoreType.Sidecar, 20, true)]
    public async Task A_pair_is_what_its_commands_made_of_it_whatever_goes_wrong(StoreType store, int steps, bool faults)
    {
        var seed = Random.Shared.Next();
        try
        {
            await UseAsync(store, steps, faults ? FaultOptions.Everything : null, seed);
        }
        catch (Exception fault)
        {
            Assert.Fail($"Seed {seed}: {fault}");
        }
    }

    private static async Task UseAsync(StoreType store, int steps, FaultOptions? faults, int seed)
    {
        var (random, clock) = (new Random(seed), new Clock());
        await using var host = new SessionsHost(store) { Time = clock, Faults = faults, Seed = seed };
        host.Settings["Ai:Satisfaction"] = "false";
        await host.StartAsync();
        PairDesk Pairs() => host.Get<PairDesk>();
        var created = new List<string>();
        var uploaded = new Dictionary<string, List<string>>();
        var (commands, external) = (0, 0);
        for (var step = 0; step < steps; step++)
        {
            clock.Advance(TimeSpan.FromMinutes(random.Next(3)));
            var live = await LiveAsync(host, created, uploaded.Keys);
            switch (random.Next(6))
            {
                case 0 or 1:
                    var create = Create($"create-{++commands}", random);
                    var result = await UntilAnsweredAsync(() => Pairs().CreateAsync(create));
                    var gives = live is null || (live.State != PairSessionState.Transferred && (create.ForHuman || result.SessionId != live.Id));
                    Assert.Equal(gives ? CreateTaskStatus.Created
                        : live!.State == PairSessionState.Transferred ? CreateTaskStatus.HumanAtWork : CreateTaskStatus.RobotAtWork, result.Status);
                    Assert.Equal(result with { Repeated = true }, (await UntilAnsweredAsync(() => Pairs().CreateAsync(create))) with { Repeated = true });
                    created.AddRange(result.Status == CreateTaskStatus.Created ? [result.SessionId] : []);
                    break;
                case 2 or 3:
                    var upload = Upload($"upload-{++commands}", random, ref external);
                    var answer = await UntilAnsweredAsync(() => Pairs().UploadAsync(upload));
                    Assert.Equal(upload.Messages.Count, answer.Stored);
                    uploaded.TryAdd(answer.SessionId!, []);
                    uploaded[answer.SessionId!].AddRange(upload.Messages.Select(message => message.Content));
                    var again = await UntilAnsweredAsync(() => Pairs().UploadAsync(upload with { Id = $"{upload.Id}-again" }));
                    Assert.Equal((0, upload.Messages.Count), (again.Stored, again.Skipped));
                    break;
                case 4 when await UntilAnsweredAsync(() => Pairs().TakeAsync()) is { } task:
                    var session = TaskNumber.SessionId(task.Id);
                    var report = new CompleteTaskCommand(session, random.Next(3) > 0, null, task.Lease);
                    Assert.Equal(live?.Id, session);
                    Assert.NotNull(await UntilAnsweredAsync(() => Pairs().CompleteAsync(report)));
                    Assert.NotNull(await UntilAnsweredAsync(() => Pairs().CompleteAsync(report)));
                    break;
                case 5:
                    await (random.Next(2) == 0 && store != StoreType.InMemory ? host.RestartAsync() : host.DeactivateAsync());
                    break;
            }
        }

        await LiveAsync(host, created, uploaded.Keys);
        foreach (var (session, contents) in uploaded)
        {
            var head = (await host.Reader.FindAsync(session))!;
            Assert.Equal(contents, (await host.Reader.ReadMessagesAsync(head, 1, head.Messages.Count)).Select(message => message.Content));
        }

        var waiting = await UntilAnsweredAsync(() => host.Get<TaskQueueDesk>().ListWaitingAsync(1000));
        var found = await host.Get<PairReader>().FindManyAsync([.. waiting.Select(task => TaskNumber.SessionId(task.Id))]);
        Assert.Equal(waiting.Length, found.Count);
        Assert.All(found.Values, session => Assert.True(session is { Sending: SendingStatus.Open } && session.State.IsLive(), $"{session}"));
    }

    private static async Task<PairSession?> LiveAsync(SessionsHost host, IEnumerable<string> created, IEnumerable<string> uploaded)
    {
        var sessions = await host.Get<PairReader>().FindManyAsync([.. created.Union(uploaded)]);
        Assert.Equal(created.Union(uploaded).Order(), sessions.Keys.Order());
        return sessions.Values.SingleOrDefault(session => session.State.IsLive());
    }

    private static CreateTaskCommand Create(string id, Random random) => new()
    {
        Id = id,
        Claimed = true,
        AccountId = Account,
        ShopId = "1",
        ShopName = "s",
        Platform = "淘天",
        TaskType = (TaskType)random.Next(5),
        ExternalTaskId = id,
        SendContent = "您好",
        Level = random.Next(1, 6),
        MaxIdle = TimeSpan.FromMinutes(random.Next(1, 10)),
    };

    private static UploadCommand Upload(string id, Random random, ref int external)
    {
        var messages = new List<UploadedMessage>();
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var account = random.Next(3) == 0;
            messages.Add(new UploadedMessage(
                $"{++external}", account ? Account : "c", account ? SenderRole.Account : SenderRole.Customer,
                random.Next(5) == 0 ? $"亲 {external}" : $"hi {external}", DateTimeOffset.UnixEpoch));
        }

        return new UploadCommand
        {
            Id = id,
            AccountId = Account,
            ShopName = "s",
            Platform = "淘天",
            MaxIdle = TimeSpan.FromMinutes(random.Next(1, 10)),
            Messages = messages,
        };
    }

    private static async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (Exception fault) when (Outage.Is(fault) && tries < 100)
            {
                // May have happened or not: the repeat settles it.
            }
        }
    }
}
