using System.Collections.Concurrent;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AutoSession;

public sealed class QueueTests(RobotHost fixture) : IClassFixture<RobotHost>
{
    [Fact]
    public async Task Fifty_robots_polling_at_once_get_every_task_once_the_highest_level_first()
    {
        var host = fixture.Host;
        var shop = Robot.NewShop();
        var sessions = new ConcurrentDictionary<string, string>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var level = $"level{1 + i % 5}";
            sessions[await host.CreatedAsync(shop, account: $"t-{i}", level: level)] = level;
        }));
        var pending = (await host.GetAsync("/api/tasks/pending?limit=200")).Succeeded("获取待处理任务成功").GetProperty("tasks").EnumerateArray().ToList();
        Assert.Equal(pending.OrderByDescending(task => task.Text("level"), StringComparer.Ordinal).Select(task => task.Text("task_id")), pending.Select(task => task.Text("task_id")));
        Assert.Equal(sessions.Keys.Order(), pending.Select(task => task.Text("session_id")).Order());

        var taken = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            while (await host.TakeAsync() is { } task)
            {
                var session = (await host.InfoAsync(task.Text("task_id"))).Text("session_id");
                taken.Add(session);
                (await host.CompleteAsync(session, lease: task.GetProperty("lease").GetInt64())).Succeeded("会话任务完成成功");
            }
        }));

        Assert.Equal(sessions.Keys.Order(), taken.Order());
        Assert.Equal(0, (await host.GetAsync("/api/tasks/pending")).Succeeded("获取待处理任务成功").GetProperty("count").GetInt32());
    }
}
