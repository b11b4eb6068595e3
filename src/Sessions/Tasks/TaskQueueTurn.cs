namespace Parley.Sessions.Tasks;

/// <summary>What happens to the queue in one turn.</summary>
internal sealed class TaskQueueTurn(TaskQueueHead head, TurnDocuments documents, TaskOptions options, DateTimeOffset now)
{
    /// <summary>A mass of deadlines in one moment is served turn by turn.</summary>
    private const int MaxExpiries = 256;

    /// <summary>How many deliveries a repeated command may come behind its first.</summary>
    private const int RememberedTakes = 128;

    /// <summary>Repeats may come as late; then the task's document goes.</summary>
    private static readonly TimeSpan FinishedKeptFor = TimeSpan.FromHours(24);

    private readonly FifoDocuments<Lease> leases = Open(documents, head.Leases, "queue.leases");
    private readonly FifoDocuments<long> dead = Open(documents, head.Dead, "queue.dead");
    private readonly LaneDocuments[] lanes =
    [
        .. head.Lanes.Select((lane, index) => new LaneDocuments(
            index + 1,
            lane,
            Open(documents, lane.Again, $"queue.level{index + 1}.again"),
            Open(documents, lane.Fresh, $"queue.level{index + 1}"))),
    ];

    public TurnDocuments Documents => documents;

    public static string KeyOf(long taskId) => $"queue.task.{taskId}";

    private IEnumerable<LaneDocuments> HighestFirst => lanes.Reverse();

    /// <summary>Tasks whose robots let their deadline pass wait again, or are given up.</summary>
    public async Task ExpireAsync()
    {
        var over = (await leases.PeekAsync(MaxExpiries)).TakeWhile(lease => lease.Deadline <= now).ToList();
        var tasks = await FindAsync(over.Select(lease => lease.TaskId));
        foreach (var lease in over)
        {
            if (tasks.GetValueOrDefault(lease.TaskId) is { State: TaskState.Taken } task && task.Lease == lease.Number)
            {
                Return(task);
            }
        }

        leases.Drop(over.Count);
    }

    public async Task<IReadOnlyList<QueuedTask>> EnqueueAsync(IReadOnlyList<EnqueueCommand> commands)
    {
        var known = await FindAsync(commands.Select(command => command.TaskId));
        foreach (var command in commands.Where(command => !known.ContainsKey(command.TaskId)))
        {
            var task = known[command.TaskId] = new QueuedTask { Id = command.TaskId, Level = command.Level, EnqueuedAt = now };
            var lane = lanes[command.Level - 1];
            lane.Fresh.Append(task.Id);
            lane.Head.Waiting++;
            Write(task);
        }

        return [.. commands.Select(command => known[command.TaskId])];
    }

    public async Task<IReadOnlyList<FinishStatus>> FinishAsync(IReadOnlyList<FinishCommand> commands)
    {
        var tasks = await FindAsync(commands.Select(command => command.TaskId));
        return [.. commands.Select(command => Finish(command, tasks))];
    }

    public async Task<IReadOnlyList<QueuedTask?>> TakeAsync(IReadOnlyList<string> commands)
    {
        var repeats = await FindRepeatsAsync(commands);
        var next = new Queue<QueuedTask>(await NextAsync(commands.Count - repeats.Count));
        var answers = new List<QueuedTask?>(commands.Count);
        foreach (var command in commands)
        {
            answers.Add(repeats.TryGetValue(command, out var repeat) ? repeat
                : next.TryDequeue(out var task) ? Deliver(task, command) : null);
        }

        return answers;
    }

    public async Task<QueuedTask[]> ListWaitingAsync(int limit)
    {
        var found = new List<QueuedTask>();
        foreach (var lane in HighestFirst)
        {
            found.AddRange(await ReadAsync(lane.Again, TaskState.Waiting, limit - found.Count));
            found.AddRange(await ReadAsync(lane.Fresh, TaskState.Waiting, limit - found.Count));
        }

        return [.. found];
    }

    public async Task<QueuedTask[]> ListDeadAsync(int limit) => [.. await ReadAsync(dead, TaskState.Dead, limit)];

    private FinishStatus Finish(FinishCommand command, Dictionary<long, QueuedTask> tasks)
    {
        if (!tasks.TryGetValue(command.TaskId, out var task))
        {
            return FinishStatus.NotFound;
        }

        if (command.Lease is { } lease && lease != task.Lease)
        {
            return FinishStatus.StaleLease;
        }

        if (task.State == TaskState.Finished)
        {
            return FinishStatus.Repeated;
        }

        lanes[task.Level - 1].Head.Waiting -= task.State == TaskState.Waiting ? 1 : 0;
        tasks[task.Id] = task with { State = TaskState.Finished };
        documents.Write(KeyOf(task.Id), tasks[task.Id], FinishedKeptFor);
        return FinishStatus.Finished;
    }

    private async Task<Dictionary<string, QueuedTask?>> FindRepeatsAsync(IReadOnlyList<string> commands)
    {
        var known = commands.Where(command => head.Takes.Find(command) is not null).ToList();
        var tasks = await FindAsync(known.Select(command => head.Takes.Find(command)!.Value));

        // A delivery that is over must not be given to its first robot again: another may have the task.
        return known.ToDictionary(
            command => command,
            command => tasks.GetValueOrDefault(head.Takes.Find(command)!.Value) is { State: TaskState.Taken } task && task.TakenBy == command
                ? task : null);
    }

    private async Task<List<QueuedTask>> NextAsync(int wanted)
    {
        var next = new List<QueuedTask>(wanted);
        foreach (var lane in HighestFirst)
        {
            foreach (var entries in (FifoDocuments<long>[])[lane.Again, lane.Fresh])
            {
                while (next.Count < wanted && lane.Head.Waiting > 0 && await entries.PeekAsync(wanted - next.Count) is { Count: > 0 } ids)
                {
                    var tasks = await FindAsync(ids);
                    foreach (var task in ids.Select(id => tasks.GetValueOrDefault(id)).OfType<QueuedTask>().Where(task => task.State == TaskState.Waiting))
                    {
                        lane.Head.Waiting--;
                        next.Add(task);
                    }

                    entries.Drop(ids.Count);
                }
            }
        }

        return next;
    }

    private QueuedTask Deliver(QueuedTask task, string command)
    {
        var delivered = task with
        {
            State = TaskState.Taken,
            Lease = ++head.LastLease,
            Deliveries = task.Deliveries + 1,
            TakenAt = now,
            TakenBy = command,
        };
        head.Takes.Add(command, task.Id, RememberedTakes);
        Write(delivered);
        if (options.Lease > TimeSpan.Zero)
        {
            leases.Append(new Lease(task.Id, delivered.Lease, now + options.Lease));
        }

        return delivered;
    }

    private void Return(QueuedTask task)
    {
        if (task.Deliveries >= options.MaxDeliveries)
        {
            dead.Append(task.Id);
            Write(task with { State = TaskState.Dead });
            return;
        }

        var lane = lanes[task.Level - 1];
        lane.Again.Append(task.Id);
        lane.Head.Waiting++;
        Write(task with { State = TaskState.Waiting });
    }

    private async Task<List<QueuedTask>> ReadAsync(FifoDocuments<long> entries, TaskState state, int limit)
    {
        for (var read = limit; limit > 0; read *= 2)
        {
            var ids = await entries.PeekAsync(read);
            var tasks = await FindAsync(ids);
            var found = ids.Distinct().Select(id => tasks.GetValueOrDefault(id)).OfType<QueuedTask>().Where(task => task.State == state).Take(limit).ToList();
            if (found.Count == limit || ids.Count < read)
            {
                return found;
            }
        }

        return [];
    }

    private async Task<Dictionary<long, QueuedTask>> FindAsync(IEnumerable<long> ids) =>
        (await documents.FindManyAsync<QueuedTask>(ids.Select(KeyOf))).Values.ToDictionary(task => task.Id);

    private void Write(QueuedTask task) => documents.Write(KeyOf(task.Id), task);

    private static FifoDocuments<T> Open<T>(TurnDocuments documents, Fifo<T> fifo, string keyPrefix)
    {
        var opened = new FifoDocuments<T>(documents, fifo, keyPrefix);
        opened.Tidy();
        return opened;
    }

    private sealed record LaneDocuments(int Level, Lane Head, FifoDocuments<long> Again, FifoDocuments<long> Fresh);
}
