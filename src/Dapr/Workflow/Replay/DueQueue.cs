namespace Dapr.Workflow.Replay;

/// <summary>Items that wait for their moment, behind one timer.</summary>
internal sealed class DueQueue<T> : IDisposable
{
    /// <summary>Timers of the platform reach about 49 days.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly PriorityQueue<T, DateTimeOffset> queue = new();
    private readonly TimeProvider time;
    private readonly Action<IReadOnlyList<T>> fire;
    private readonly ITimer timer;
    private DateTimeOffset armed = DateTimeOffset.MaxValue;

    /// <param name="time">The clock.</param>
    /// <param name="fire">Takes all items that are due; must not throw.</param>
    public DueQueue(TimeProvider time, Action<IReadOnlyList<T>> fire)
    {
        this.time = time;
        this.fire = fire;
        timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(T item, DateTimeOffset due)
    {
        lock (gate)
        {
            queue.Enqueue(item, due);
            if (due < armed)
            {
                Arm(due);
            }
        }
    }

    public void Dispose() => timer.Dispose();

    private void Fire()
    {
        List<T> items = [];
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (queue.TryPeek(out _, out var due) && due <= now)
            {
                items.Add(queue.Dequeue());
            }

            Arm(queue.TryPeek(out _, out var next) ? next : DateTimeOffset.MaxValue);
        }

        if (items.Count > 0)
        {
            fire(items);
        }
    }

    private void Arm(DateTimeOffset due)
    {
        armed = due;
        if (due == DateTimeOffset.MaxValue)
        {
            return;
        }

        // Rounded up, so that a timer of whole milliseconds does not come early and spin.
        var wait = Math.Clamp(Math.Ceiling((due - time.GetUtcNow()).TotalMilliseconds), 0, LongestWait.TotalMilliseconds);
        timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }
}
