namespace Dapr.Embedded.Actors;

/// <summary>The registered reminders by name, and those that wait for their time in its order. One timer serves all.</summary>
internal sealed class ReminderSchedule : IDisposable
{
    // A timer cannot be set further ahead than 49 days; waking early costs nothing.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly Dictionary<ReminderKey, Reminder> registered = [];
    private readonly SortedSet<Reminder> waiting = new(Comparer<Reminder>.Create((left, right) =>
        left.Due != right.Due ? left.Due.CompareTo(right.Due) : left.Order.CompareTo(right.Order)));

    private readonly TimeProvider time;
    private readonly Action<Reminder> fire;
    private readonly ITimer timer;
    private long order;
    private bool started;

    public ReminderSchedule(TimeProvider time, Action<Reminder> fire)
    {
        this.time = time;
        this.fire = fire;
        timer = time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Registers a reminder in the place of the one of its name.</summary>
    public void Put(Reminder reminder)
    {
        lock (gate)
        {
            Forget(reminder.Key);
            reminder.Order = ++order;
            registered[reminder.Key] = reminder;
            waiting.Add(reminder);
            Arm();
        }
    }

    public void Remove(ReminderKey key)
    {
        lock (gate)
        {
            Forget(key);
        }
    }

    /// <summary>Whether a reminder is still the one of its name.</summary>
    public bool Holds(Reminder reminder)
    {
        lock (gate)
        {
            return registered.GetValueOrDefault(reminder.Key) == reminder;
        }
    }

    /// <summary>Lets a reminder that has fired wait again, unless it was removed or replaced meanwhile.</summary>
    public void PutBack(Reminder reminder, DateTimeOffset due)
    {
        lock (gate)
        {
            if (registered.GetValueOrDefault(reminder.Key) == reminder)
            {
                reminder.Due = due;
                waiting.Add(reminder);
                Arm();
            }
        }
    }

    /// <summary>Takes out what is due. It fires again only when it is put back, so that firings never pile up.</summary>
    public IReadOnlyList<Reminder> TakeDue()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var due = waiting.TakeWhile(reminder => reminder.Due <= now).ToList();
            due.ForEach(reminder => waiting.Remove(reminder));
            return due;
        }
    }

    public void Start()
    {
        lock (gate)
        {
            started = true;
            Arm();
        }
    }

    public void Stop()
    {
        lock (gate)
        {
            started = false;
        }
    }

    public void Dispose() => timer.Dispose();

    private void FireDue()
    {
        lock (gate)
        {
            if (!started)
            {
                return;
            }
        }

        foreach (var reminder in TakeDue())
        {
            fire(reminder);
        }

        lock (gate)
        {
            Arm();
        }
    }

    private void Forget(ReminderKey key)
    {
        if (registered.Remove(key, out var reminder))
        {
            waiting.Remove(reminder);
        }
    }

    private void Arm()
    {
        if (!started || waiting.Min is not { } next)
        {
            return;
        }

        // Rounded up: a timer counts whole milliseconds, and one that wakes too early would wake twice.
        var sleep = TimeSpan.FromMilliseconds(Math.Ceiling((next.Due - time.GetUtcNow()).TotalMilliseconds));
        timer.Change(sleep < TimeSpan.Zero ? TimeSpan.Zero : sleep > LongestSleep ? LongestSleep : sleep, Timeout.InfiniteTimeSpan);
    }
}
