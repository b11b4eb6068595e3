using Parley.Faults;
using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Tests.Chats;

/// <summary>Questions are answered one after the other; a question without an answer leaves nothing.</summary>
public sealed class TurnTests
{
    private const string Session = "chat 1";

    [Fact]
    public async Task Sixteen_wait_and_the_next_one_is_refused()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        for (var i = 1; i <= 16; i++)
        {
            Assert.Equal(BeginTurnStatus.Pending, (await BeginAsync(host, $"t{i}")).Status);
        }

        Assert.Equal(BeginTurnStatus.Full, (await BeginAsync(host, "t17")).Status);
        Assert.Equal(BeginTurnStatus.Pending, (await BeginAsync(host, "t16")).Status);
        Assert.NotNull(await EndAsync(host, "t1"));
        Assert.Equal(BeginTurnStatus.Pending, (await BeginAsync(host, "t17")).Status);
    }

    [Fact]
    public async Task A_question_without_an_answer_leaves_no_message_no_row_and_no_entry()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        await BeginAsync(host, "t1");
        var failed = await EndAsync(host, "t1", TurnStatus.TimedOut);

        var head = (await host.Reader.FindAsync(Session))!;
        Assert.Equal((0, 0, 0), (head.Messages.Count, head.Changes, head.Shown));
        Assert.Equal((TurnStatus.TimedOut, failed), (failed!.Status, (await BeginAsync(host, "t1")).Outcome));
        Assert.Equal(0, (await host.Get<CatalogReader>().ListMessagesAsync(new MessageQuery(10))).Total);
    }

    [Fact]
    public async Task A_long_question_waits_beside_the_head()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var question = new string('长', 5000);
        for (var i = 0; i < 16; i++)
        {
            await BeginAsync(host, $"t{i}", question);
        }

        var head = (await host.Reader.FindAsync(Session))!;
        Assert.True((await host.Documents.ReadAsync(SessionKeys.Head(Session))).Value.Length < 16_000, "The head stays small.");
        Assert.Equal(question, (await host.Reader.ReadQuestionAsync(head, head.Turns![0])).Content);
        await EndAsync(host, "t0");
        head = (await host.Reader.FindAsync(Session))!;
        Assert.Equal([question, "answer to t0"], (await host.Reader.ReadMessagesAsync(head, 1, 2)).Select(message => message.Content));
        Assert.True((await host.Documents.ReadAsync(SessionKeys.Turn(head, "t0"))).Value.IsEmpty, "What was asked stands in its message now.");
    }

    [Fact]
    public async Task A_failed_question_that_a_client_may_repeat_is_asked_again()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var command = Command("t1") with { ClaimedAt = DateTimeOffset.UtcNow };
        foreach (var turn in new[] { "t1", "t1.2", "t1.3" })
        {
            Assert.Equal((BeginTurnStatus.Pending, turn, false), Seen(await host.Writer.Session(Session).BeginTurnAsync(command)));
            Assert.Equal((BeginTurnStatus.Pending, turn, true), Seen(await host.Writer.Session(Session).BeginTurnAsync(command)));
            await EndAsync(host, turn, TurnStatus.Failed);
        }

        await host.Writer.Session(Session).BeginTurnAsync(command);
        await EndAsync(host, "t1.4");
        for (var i = 0; i < 40; i++)
        {
            await BeginAsync(host, $"other{i}");
            await EndAsync(host, $"other{i}");
        }

        var late = await host.Writer.Session(Session).BeginTurnAsync(command);
        Assert.Equal((BeginTurnStatus.Ended, TurnStatus.Answered, 1L, true), (late.Status, late.Outcome!.Status, late.Outcome.Question, late.Repeated));

        static (BeginTurnStatus, string, bool) Seen(BeginTurnResult result) => (result.Status, result.TurnId, result.Repeated);
    }

    [Fact]
    public async Task A_question_may_insist_on_a_session_that_is_there()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();

        Assert.Equal(BeginTurnStatus.Missing, (await host.Writer.Session(Session).BeginTurnAsync(Command("t1") with { MustExist = true })).Status);
        Assert.Null(await host.Reader.FindAsync(Session));
    }

    [Fact]
    public async Task A_person_speaks_for_the_ai()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        await host.Writer.AppendAsync(new AppendCommand("s", Session, "chat", new NewMessage(new Sender("staff-1", SenderRole.Staff), "我来处理")));

        Assert.Equal(BeginTurnStatus.InHumanHands, (await BeginAsync(host, "t1")).Status);
    }

    [Theory]
    [InlineData(StoreType.InMemory, 300)]
    [InlineData(StoreType.Sqlite, 120)]
    [InlineData(StoreType.Sidecar, 60)]
    public async Task Turns_end_in_order_once_whatever_is_lost_refused_or_doubled(StoreType store, int steps)
    {
        var seed = Random.Shared.Next();
        try
        {
            await UseAsync(store, steps, seed);
        }
        catch (Exception fault)
        {
            Assert.Fail($"Seed {seed}: {fault}");
        }
    }

    private static async Task UseAsync(StoreType store, int steps, int seed)
    {
        var random = new Random(seed);
        await using var host = await new SessionsHost(store) { Faults = FaultOptions.Everything, Seed = seed }.StartAsync();
        var waiting = new List<string>();
        var outcomes = new Dictionary<string, TurnOutcome>();
        var contents = new List<string>();
        var asked = 0;
        for (var step = 0; step < steps; step++)
        {
            switch (random.Next(8))
            {
                case < 3:
                    var id = $"t{++asked}";
                    var begun = await AskAsync(() => BeginAsync(host, id));
                    Assert.Equal(waiting.Count < 16 ? BeginTurnStatus.Pending : BeginTurnStatus.Full, begun.Status);
                    if (waiting.Count < 16)
                    {
                        waiting.Add(id);
                    }

                    break;
                case < 6 when waiting.Count > 0:
                    var first = waiting[0];
                    var status = (TurnStatus)random.Next(3);
                    var outcome = await AskAsync(() => EndAsync(host, first, status));
                    Assert.Equal((first, status), (outcome!.Id, outcome.Status));
                    waiting.RemoveAt(0);
                    outcomes[first] = outcome;
                    if (status == TurnStatus.Answered)
                    {
                        contents.AddRange([$"question {first}", $"answer to {first}"]);
                    }

                    break;
                case 6 when waiting.Count > 1:
                    Assert.Null(await AskAsync(() => EndAsync(host, waiting[1])));
                    break;
                case 7 when outcomes.Count > 0:
                    var (known, expected) = outcomes.Last();
                    Assert.Equal(expected, (await AskAsync(() => BeginAsync(host, known))).Outcome);
                    Assert.Equal(expected, await AskAsync(() => EndAsync(host, known)));
                    break;
            }

            if (random.Next(25) == 0)
            {
                await host.DeactivateAsync();
            }

            if (random.Next(10) == 0 && await AskAsync(() => host.Reader.FindAsync(Session)) is { } head)
            {
                Assert.Equal(waiting, (head.Turns ?? []).Select(turn => turn.Id));
                Assert.Equal(contents, (await AskAsync(() => host.Reader.ReadMessagesAsync(head, 1, long.MaxValue))).Select(message => message.Content));
            }
        }

        var all = await host.Reader.FindAsync(Session);
        Assert.Equal(contents.Count / 2, all?.Shown ?? 0);
    }

    private static Task<BeginTurnResult> BeginAsync(SessionsHost host, string id, string? question = null) =>
        host.Writer.Session(Session).BeginTurnAsync(Command(id, question));

    private static BeginTurnCommand Command(string id, string? question = null) =>
        new(id, Session, "chat", new NewMessage(new Sender("user", SenderRole.User), question ?? $"question {id}"));

    private static Task<TurnOutcome?> EndAsync(SessionsHost host, string id, TurnStatus status = TurnStatus.Answered) =>
        host.Writer.EndTurnAsync(Session, new EndTurnCommand(id, status)
        {
            Answer = status == TurnStatus.Answered ? new NewMessage(Sender.Ai, $"answer to {id}") : null,
        });

    private static async Task<T> AskAsync<T>(Func<Task<T>> question)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await question();
            }
            catch (Exception fault) when (Outage.Is(fault) && tries < 50)
            {
                // May have happened or not: the repeat settles it.
            }
        }
    }
}
