using Parley.Faults;
using Parley.Sessions.Tasks;

namespace Parley.Sessions.Tests.Tasks;

public sealed class TaskQueueTests
{
    private readonly Clock clock = new();

    [Fact]
    public async Task Sixteen_robots_at_once_get_every_task_once_and_a_late_finish_of_an_old_lease_changes_nothing()
    {
        const int Tasks = 400;
        var faults = FaultOptions.Everything with { RefusedCommits = 0, LostAnswers = 0 };
        await using var host = await new SessionsHost(StoreType.InMemory) { Time = clock, Faults = faults, Seed = Random.Shared.Next() }.StartAsync();
        var queue = host.Get<TaskQueueDesk>();
        var taken = new List<QueuedTask>();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async robot =>
        {
            for (var i = 0; i < Tasks / 16; i++)
            {
                await queue.EnqueueAsync(new EnqueueCommand(1 + robot * Tasks + i, 1 + i % 5));
            }

            while (await queue.TakeAsync(Guid.NewGuid().ToString("N")) is { } task)
            {
                lock (taken)
                {
                    taken.Add(task);
                }
            }
        }));

        Assert.Equal(Tasks, taken.Select(task => task.Id).Distinct().Count());
        Assert.Equal(Tasks, taken.Count);

        clock.Advance(TimeSpan.FromMinutes(11));
        var again = (await queue.TakeAsync("again"))!;
        var first = taken.Single(task => task.Id == again.Id);
        Assert.Equal(FinishStatus.StaleLease, await queue.FinishAsync(new FinishCommand(first.Id, first.Lease)));
        Assert.Contains(await queue.FinishAsync(new FinishCommand(again.Id, again.Lease)), (FinishStatus[])[FinishStatus.Finished, FinishStatus.Repeated]);
    }

    [Fact]
    public async Task A_task_is_handed_out_three_times_and_then_listed_as_dead_until_somebody_finishes_it()
    {
        await using var host = await new SessionsHost(StoreType.InMemory) { Time = clock }.StartAsync();
        var queue = host.Get<TaskQueueDesk>();
        await queue.EnqueueAsync(new EnqueueCommand(7, 3));
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            Assert.Equal((7, delivery), await queue.TakeAsync($"take-{delivery}") is { } task ? (task.Id, task.Deliveries) : default);
            Assert.Null(await queue.TakeAsync($"nothing-{delivery}"));
            clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Null(await queue.TakeAsync("too late"));
        var dead = Assert.Single(await queue.ListDeadAsync(10));
        Assert.Equal((7, 3, clock.GetUtcNow().AddMinutes(-10)), (dead.Id, dead.Deliveries, dead.TakenAt));

        Assert.Equal(FinishStatus.Finished, await queue.FinishAsync(new FinishCommand(7, null)));
        Assert.Empty(await queue.ListDeadAsync(10));
    }

    [Fact]
    public async Task A_first_task_whose_write_broke_off_halfway_is_queued_by_its_repeat()
    {
        var halfway = new FaultOptions { LostAnswers = 1 };
        await using var host = await new SessionsHost(StoreType.InMemory) { Time = clock, Faults = halfway }.StartAsync();
        var queue = host.Get<TaskQueueDesk>();
        var refused = await Record.ExceptionAsync(() => queue.EnqueueAsync(new EnqueueCommand(7, 3)));
        Assert.True(refused is not null && Outage.Is(refused), $"{refused}");
        Assert.True((await host.QueueDocuments.ReadAsync("queue.head")).Value.IsEmpty, "The head comes last.");
        host.FaultSource!.Enabled = false;

        await queue.EnqueueAsync(new EnqueueCommand(7, 3));

        Assert.Equal(7, (await queue.TakeAsync("take"))?.Id);
    }

    [Fact]
    public async Task A_lease_of_zero_hands_a_task_out_once()
    {
        await using var host = new SessionsHost(StoreType.InMemory) { Time = clock };
        host.Settings["Tasks:Lease"] = "0";
        await host.StartAsync();
        var queue = host.Get<TaskQueueDesk>();
        await queue.EnqueueAsync(new EnqueueCommand(7, 3));

        var task = (await queue.TakeAsync("once"))!;
        clock.Advance(TimeSpan.FromDays(100));

        Assert.Null(await queue.TakeAsync("twice"));
        Assert.Equal(FinishStatus.Finished, await queue.FinishAsync(new FinishCommand(7, task.Lease)));
    }

    [Fact]
    public async Task The_queue_costs_the_same_however_many_tasks_wait()
    {
        const int Tasks = 20_000;
        await using var host = await new SessionsHost(StoreType.InMemory) { Time = clock }.StartAsync();
        var queue = host.Get<TaskQueueDesk>();
        var largest = 0;
        for (var i = 0; i < Tasks; i += 1000)
        {
            await Task.WhenAll(Enumerable.Range(i, 1000).Select(id => queue.EnqueueAsync(new EnqueueCommand((1L << 47) + id, 3))));
            largest = Math.Max(largest, await HeadSizeAsync(host));
        }

        var taken = new List<long>();
        for (var i = 0; i < Tasks; i += 1000)
        {
            var tasks = await Task.WhenAll(Enumerable.Range(i, 1000).Select(take => queue.TakeAsync($"take-{take}")));
            taken.AddRange(tasks.Select(task => task!.Id));
            await Task.WhenAll(tasks.Select(task => queue.FinishAsync(new FinishCommand(task!.Id, task.Lease))));
            largest = Math.Max(largest, await HeadSizeAsync(host));
        }

        Assert.Equal(Enumerable.Range(0, Tasks).Select(id => (1L << 47) + id), taken);
        Assert.True(largest < 8 * 1024, $"The head has {largest} bytes.");
    }

    private static async Task<int> HeadSizeAsync(SessionsHost host) => (await host.QueueDocuments.ReadAsync("queue.head")).Value.Length;
}
