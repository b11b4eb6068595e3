using Parley.Sessions.Tasks;

namespace Parley.Sessions.Tests.Tasks;

/// <summary>What a queue must be, kept in the plainest way.</summary>
public sealed class QueueModel(TaskOptions options)
{
    private readonly List<long>[] again = [.. Enumerable.Range(0, 6).Select(_ => new List<long>())];
    private readonly List<long>[] fresh = [.. Enumerable.Range(0, 6).Select(_ => new List<long>())];

    public Dictionary<long, ModelTask> Tasks { get; } = [];

    public List<long> Dead { get; } = [];

    public IEnumerable<long> Waiting => Enumerable.Range(1, 5).Reverse().SelectMany(level => again[level].Concat(fresh[level]));

    public IEnumerable<ModelTask> Taken => Tasks.Values.Where(task => task.State == TaskState.Taken).OrderBy(task => task.Lease);

    public void Enqueue(EnqueueCommand command, DateTimeOffset now)
    {
        Expire(now);
        if (Tasks.TryAdd(command.TaskId, new ModelTask(command.TaskId, command.Level)))
        {
            fresh[command.Level].Add(command.TaskId);
        }
    }

    public void Take(QueuedTask delivered, DateTimeOffset now)
    {
        Expire(now);
        var task = Tasks[Waiting.First()];
        Assert.Equal((task.Id, task.Level, task.Deliveries + 1), (delivered.Id, delivered.Level, delivered.Deliveries));
        Assert.DoesNotContain(Tasks.Values, known => known.Lease == delivered.Lease);
        (again[task.Level].Remove(task.Id) ? again : fresh)[task.Level].Remove(task.Id);
        (task.State, task.Lease, task.Deadline) = (TaskState.Taken, delivered.Lease, now + options.Lease);
        task.Deliveries++;
    }

    public FinishStatus Finish(FinishCommand command, DateTimeOffset now)
    {
        Expire(now);
        if (!Tasks.TryGetValue(command.TaskId, out var task))
        {
            return FinishStatus.NotFound;
        }

        if (command.Lease is not null && command.Lease != task.Lease)
        {
            return FinishStatus.StaleLease;
        }

        if (task.State == TaskState.Finished)
        {
            return FinishStatus.Repeated;
        }

        again[task.Level].Remove(task.Id);
        fresh[task.Level].Remove(task.Id);
        Dead.Remove(task.Id);
        task.State = TaskState.Finished;
        return FinishStatus.Finished;
    }

    public void Expire(DateTimeOffset now)
    {
        foreach (var task in Taken.Where(task => options.Lease > TimeSpan.Zero && task.Deadline <= now).ToList())
        {
            task.State = task.Deliveries < options.MaxDeliveries ? TaskState.Waiting : TaskState.Dead;
            (task.State == TaskState.Dead ? Dead : again[task.Level]).Add(task.Id);
        }
    }
}
