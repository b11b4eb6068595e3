using Parley.Sessions.Tasks;

namespace Parley.Sessions.Tests.Tasks;

/// <summary>Uses the queue at random and holds every answer against the model.</summary>
public sealed class RandomQueueUse(SessionsHost host, QueueModel model, Clock clock, Random random)
{
    private const int MaxTries = 50;
    private const int Everything = 100_000;

    private int commands;

    public Task StepAsync() => random.Next(12) switch
    {
        < 3 => EnqueueAsync(random.Next(1, 40)),
        < 6 => TakeAsync(random.Next(1, 20)),
        < 9 => FinishAsync(),
        9 => RepeatEnqueueAsync(),
        10 => RemoveAsync(),
        _ => AdvanceAsync(),
    };

    public async Task CompareAsync()
    {
        var waiting = await UntilAnsweredAsync(() => Queue.ListWaitingAsync(Everything));
        var dead = await UntilAnsweredAsync(() => Queue.ListDeadAsync(Everything));
        model.Expire(clock.GetUtcNow());
        Assert.Equal(model.Waiting, waiting.Select(task => task.Id));
        Assert.Equal(model.Dead, dead.Select(task => task.Id));
    }

    /// <summary>Robots that finish what they take, until nothing is left.</summary>
    public async Task DrainAsync()
    {
        while (model.Waiting.Any() || model.Taken.Any())
        {
            await TakeAsync(16);
            foreach (var task in model.Taken.ToList())
            {
                await FinishAsync(new FinishCommand(task.Id, task.Lease));
            }
        }

        Assert.Null(await UntilAnsweredAsync(() => Queue.TakeAsync("last")));
        Assert.All(model.Tasks.Values, task => Assert.True(task.State is TaskState.Finished or TaskState.Dead, $"Task {task.Id} is {task.State}."));
    }

    private TaskQueueDesk Queue => host.Get<TaskQueueDesk>();

    private async Task EnqueueAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            // One after the other, so that the model knows their order.
            var command = new EnqueueCommand(model.Tasks.Count + 1, random.Next(1, 6));
            await UntilAnsweredAsync(() => Queue.EnqueueAsync(command));
            model.Enqueue(command, clock.GetUtcNow());
        }
    }

    private async Task RepeatEnqueueAsync()
    {
        if (Any(model.Tasks.Values) is { } task)
        {
            var known = await UntilAnsweredAsync(() => Queue.EnqueueAsync(new EnqueueCommand(task.Id, random.Next(1, 6))));
            model.Expire(clock.GetUtcNow());
            Assert.Equal((task.Level, task.State), (known.Level, known.State));
        }
    }

    private async Task TakeAsync(int robots)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, robots).Select(_ =>
        {
            var command = $"robot-{++commands}";
            return UntilAnsweredAsync(() => Queue.TakeAsync(command));
        }));
        model.Expire(clock.GetUtcNow());
        Assert.Equal(Math.Min(robots, model.Waiting.Count()), answers.Count(task => task is not null));
        foreach (var task in answers.OfType<QueuedTask>().OrderBy(task => task.Lease))
        {
            model.Take(task, clock.GetUtcNow());
        }
    }

    private async Task FinishAsync()
    {
        if (Any(model.Tasks.Values.Where(task => task.Lease > 0)) is { } task)
        {
            await FinishAsync(new FinishCommand(task.Id, random.Next(4) switch { 0 => null, 1 => random.NextInt64(1, 200), _ => task.Lease }));
        }
    }

    private Task RemoveAsync() => FinishAsync(new FinishCommand(random.Next(1, model.Tasks.Count + 2), null));

    private async Task FinishAsync(FinishCommand command)
    {
        var known = model.Tasks.GetValueOrDefault(command.TaskId)?.State;
        var status = await UntilAnsweredAsync(() => Queue.FinishAsync(command));
        var expected = model.Finish(command, clock.GetUtcNow());

        // The first answer may have been lost, and a doubled call says what its second half met.
        Assert.True(status == expected || (expected, status, host.Faults) is (FinishStatus.Finished, FinishStatus.Repeated, not null),
            $"{command} of a task that was {known}: {status}, expected {expected}.");
    }

    private Task AdvanceAsync()
    {
        clock.Advance(TimeSpan.FromMinutes(random.Next(1, 8)));
        return Task.CompletedTask;
    }

    private ModelTask? Any(IEnumerable<ModelTask> tasks) =>
        tasks.ToList() is { Count: > 0 } known ? known[random.Next(known.Count)] : null;

    private static async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (Exception fault) when (Outage.Is(fault) && tries < MaxTries)
            {
                // May have happened or not: the repeat settles it.
            }
        }
    }
}
