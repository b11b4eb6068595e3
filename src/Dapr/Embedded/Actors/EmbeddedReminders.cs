using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;
using Microsoft.Extensions.Logging;

namespace Dapr.Embedded.Actors;

/// <summary>Durable reminders: a row each, written once, and a schedule in memory.</summary>
internal sealed class EmbeddedReminders : ActorTimerManager, IDisposable
{
    private const int CatchUpConcurrency = 64;
    private const int LongestPauseSeconds = 60;

    private readonly ActorRuntime actors;
    private readonly ReminderRows rows;
    private readonly TimeProvider time;
    private readonly ILogger<EmbeddedReminders> logger;
    private readonly ReminderSchedule schedule;

    // Row and memory of one reminder change together; a few gates serve all.
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    public EmbeddedReminders(
        ActorRuntime actors, ReminderRows rows, TimeProvider time, ILogger<EmbeddedReminders> logger)
    {
        this.actors = actors;
        this.rows = rows;
        this.time = time;
        this.logger = logger;
        schedule = new ReminderSchedule(time, reminder => _ = FireAsync(reminder));
    }

    /// <summary>Whether all reminders that came due while no process ran have been fired.</summary>
    public bool CaughtUp { get; private set; }

    public override Task RegisterReminderAsync(ActorReminder reminder)
    {
        var registered = new Reminder(new ReminderDocument(
            ReminderDocument.Version,
            reminder.ActorType,
            reminder.ActorId.GetId(),
            reminder.Name,
            time.GetUtcNow() + reminder.DueTime,
            reminder.Period,
            reminder.State));
        return ChangeAsync(registered.Key, async () =>
        {
            await rows.SaveAsync(registered);
            schedule.Put(registered);
        });
    }

    public override Task UnregisterReminderAsync(ActorReminderToken reminder)
    {
        var key = new ReminderKey(reminder.ActorType, reminder.ActorId.GetId(), reminder.Name);
        return ChangeAsync(key, () => DeleteAsync(key));
    }

    /// <summary>Reads what earlier processes registered. Comes before any actor runs, so that no row changes meanwhile.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await foreach (var reminder in rows.LoadAsync(cancellation))
        {
            if (actors.Hosts(reminder.ActorType))
            {
                schedule.Put(reminder);
            }
            else
            {
                logger.ReminderOfUnknownType(reminder.Name, reminder.ActorType, reminder.ActorId.GetId());
            }
        }
    }

    /// <summary>Fires what is overdue, a bounded number at a time, and everything else when it is due.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        var overdue = schedule.TakeDue();
        schedule.Start();
        await Parallel.ForEachAsync(
            overdue,
            new ParallelOptions { MaxDegreeOfParallelism = CatchUpConcurrency, CancellationToken = stop },
            async (reminder, _) => await FireAsync(reminder));
        CaughtUp = true;
    }

    public void Stop() => schedule.Stop();

    public void Dispose()
    {
        schedule.Dispose();
        Array.ForEach(gates, gate => gate.Dispose());
    }

    private async Task FireAsync(Reminder reminder)
    {
        try
        {
            var turn = new ReminderTurn(reminder.Name, reminder.State, () => ReceivedAsync(reminder));
            actors.Take(reminder.ActorType, reminder.ActorId, turn);
            await turn.End;
            reminder.Failures = 0;
            if (reminder.Repeats)
            {
                schedule.PutBack(reminder, reminder.NextAfter(time.GetUtcNow()));
            }
        }
        catch (Exception fault)
        {
            var now = time.GetUtcNow();
            var pause = TimeSpan.FromSeconds(Math.Min(LongestPauseSeconds, 1 << Math.Min(reminder.Failures++, 6)));
            var next = reminder.Repeats ? reminder.NextAfter(now) : now + pause;
            logger.ReminderFailed(reminder.Name, reminder.ActorType, reminder.ActorId.GetId(), next, fault);
            schedule.PutBack(reminder, next);
        }
    }

    private Task ReceivedAsync(Reminder reminder) =>
        reminder.Repeats
            ? Task.CompletedTask
            : ChangeAsync(reminder.Key, () => schedule.Holds(reminder) ? DeleteAsync(reminder.Key) : Task.CompletedTask);

    private async Task DeleteAsync(ReminderKey key)
    {
        await rows.DeleteAsync(key);
        schedule.Remove(key);
    }

    private async Task ChangeAsync(ReminderKey key, Func<Task> change)
    {
        var gate = gates[(uint)key.GetHashCode() % gates.Length];
        await gate.WaitAsync();
        try
        {
            await change();
        }
        finally
        {
            gate.Release();
        }
    }
}
