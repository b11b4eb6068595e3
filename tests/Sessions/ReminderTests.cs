using System.Collections.Concurrent;
using Dapr.Embedded.Actors;
using Parley.Conformance.Workflows;
using Parley.Faults;
using Parley.Hosting;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Sessions.Tests;

/// <summary>What is owed is neither forgotten nor owed for ever.</summary>
public sealed class ReminderTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private SessionsHost host = null!;

    public async Task InitializeAsync() =>
        host = await new SessionsHost(StoreType.Sqlite) { Time = time, Faults = new FaultOptions { RefusedCommits = 1 } }.StartAsync(faults: false);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_debt_that_nobody_pays_is_offered_every_minute_and_at_once_by_the_next_process()
    {
        await AskAsync();
        await OffersAsync(1);
        var since = time.GetUtcNow();
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(10));
                return Task.FromResult(host.Payer.Offers.Count >= 3);
            },
            "the debt is offered again and again");
        Assert.True(time.GetUtcNow() - since >= TimeSpan.FromMinutes(1), "It is offered once a minute.");

        var offers = host.Payer.Offers.Count;
        await host.RestartAsync(faults: false);
        await OffersAsync(offers + 1);

        Assert.Single(host.Payer.Offers.Distinct());
    }

    [Fact]
    public async Task A_reply_that_never_comes_is_recorded_as_timed_out_half_a_minute_after_its_time()
    {
        var question = await AskAsync();
        var closed = new ConcurrentQueue<ReplyRecord?>();
        using var subscription = host.Get<SessionSignals>().Subscribe("s", change => closed.Enqueue(change.Closed));
        time.Advance(TimeSpan.FromMinutes(5));
        await OffersAsync(2);
        Assert.Equal(ReplyStatus.Open, (await RecordAsync()).Status);

        await Eventually.TrueAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(10));
                return (await RecordAsync()).Status == ReplyStatus.TimedOut;
            },
            "the record is closed");

        Assert.Empty((await host.Reader.FindAsync("s"))!.Debts);
        Assert.True((await RecordAsync()).ClosedAt - question.CreatedAt > TimeSpan.FromSeconds(330), "It is given half a minute more.");
        await Eventually.TrueAsync(() => Task.FromResult(closed.Any(record => record is not null)), "the change is told");
        Assert.All(closed.OfType<ReplyRecord>(), record => Assert.Equal(question.Sequence, record.Sequence));
        Assert.Equal(AppendStatus.ReplyClosed, (await AnswerAsync(question.Sequence)).Status);
    }

    [Fact]
    public async Task The_reminder_goes_after_ten_idle_minutes_and_comes_back_with_the_next_debt()
    {
        var question = await AskAsync();
        await AnswerAsync(question.Sequence);
        var since = time.GetUtcNow();
        Assert.Equal(1, await RemindersAsync());

        await Eventually.TrueAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(10));
                return !(await host.Reader.FindAsync("s"))!.ReminderArmed;
            },
            "the head forgets the reminder");
        Assert.True(time.GetUtcNow() - since > TimeSpan.FromMinutes(10), "It stays while the session may go on.");
        await Eventually.TrueAsync(async () => await RemindersAsync() == 0, "the reminder is gone");

        await AskAsync();
        Assert.Equal(1, await RemindersAsync());
        Assert.True((await host.Reader.FindAsync("s"))!.ReminderArmed);
    }

    [Fact]
    public async Task A_reminder_whose_first_write_was_refused_goes_by_itself()
    {
        host.FaultSource!.Enabled = true;
        await host.Get<Numbers.NumberDesk>().LastAsync();
        var numbers = new Numbers.NumberBlock(1, 1);
        var refused = await Record.ExceptionAsync(() => host.Writer.AppendAsync(Question() with { Numbers = numbers }));
        Assert.True(refused is not null && Outage.Is(refused), $"{refused}");
        host.FaultSource.Enabled = false;
        Assert.Equal(1, await RemindersAsync());

        time.Advance(TimeSpan.FromMinutes(1));

        await Eventually.TrueAsync(async () => await RemindersAsync() == 0, "the reminder is gone");
    }

    private static AppendCommand Question() =>
        new(Guid.NewGuid().ToString("N"), "s", "test", new NewMessage(new Sender("u", SenderRole.User), "Where is my order?") { OwedReply = true });

    private async Task<Message> AskAsync() => (await host.Writer.AppendAsync(Question())).Message!;

    private Task<AppendResult> AnswerAsync(long sequence) => host.Writer.AppendAsync(
        new AppendCommand($"reply-{sequence}", "s", "test", new NewMessage(new Sender("ai", SenderRole.Assistant), "On its way.")) { Answers = sequence });

    private async Task<ReplyRecord> RecordAsync() =>
        (await host.Reader.ReadRepliesAsync((await host.Reader.FindAsync("s"))!, 1, 1))[0];

    private Task OffersAsync(int expected) =>
        Eventually.TrueAsync(() => Task.FromResult(host.Payer.Offers.Count >= expected), $"the debt was offered {expected} times");

    private async Task<int> RemindersAsync()
    {
        var count = 0;
        await foreach (var _ in host.Get<ReminderRows>().LoadAsync(CancellationToken.None))
        {
            count++;
        }

        return count;
    }
}
