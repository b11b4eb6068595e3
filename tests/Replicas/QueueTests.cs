using Parley.Crash.Tests;
using Parley.Hosting;
using Xunit;

namespace Parley.Replicas.Tests;

public sealed class QueueTests
{
    private const int Tasks = 60;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Robots_of_both_replicas_never_hold_one_task_and_none_is_lost_while_actors_move() =>
        await RunAsync([], async (replicas, shift, created, random) =>
        {
            var working = shift.WorkAsync(Tasks);
            while (!working.IsCompleted)
            {
                await MoreAsync(shift, working, random.Next(2, 12));
                await replicas.Placement.RebalanceAsync();
            }

            await working;
            Assert.Equal(created, shift.Taken.Order(StringComparer.Ordinal));
        });

    [Fact]
    public async Task Tasks_that_were_asked_for_when_a_replica_was_killed_are_given_again_and_each_is_done_once() =>
        await RunAsync([("Tasks__Lease", "00:00:05"), ("Tasks__MaxDeliveries", "100")], async (replicas, shift, _, random) =>
        {
            var working = shift.WorkAsync(Tasks);
            await MoreAsync(shift, working, random.Next(1, Tasks / 2));
            await replicas.KillAsync(random.Next(2) == 0 ? replicas.First : replicas.Second, () => Task.CompletedTask);
            await working;
        });

    private static Task MoreAsync(RobotShift shift, Task working, int count)
    {
        var wanted = Math.Min(Tasks, shift.Taken.Count + count);
        return Eventually.TrueAsync(() => Task.FromResult(working.IsCompleted || shift.Taken.Count >= wanted), $"{wanted} tasks are taken", Deadline);
    }

    private static async Task RunAsync((string, string)[] settings, Func<TwoReplicas, RobotShift, IEnumerable<string>, Random, Task> run)
    {
        var seed = Seed.Next();
        await using var replicas = await TwoReplicas.StartAsync(settings);
        var shift = new RobotShift(replicas);
        var created = (await Task.WhenAll(Enumerable.Range(0, Tasks).Select(number => shift.CreateAsync($"shop {seed}", number)))).Order(StringComparer.Ordinal).ToList();

        await run(replicas, shift, created, new Random(seed)).WaitAsync(Deadline);

        Assert.True(created.SequenceEqual(shift.Done.Order(StringComparer.Ordinal)), $"seed {seed}: {string.Join(' ', created)} were expected, not {string.Join(' ', shift.Done)}");
    }
}
