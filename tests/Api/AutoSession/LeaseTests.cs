using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.AutoSession;

public sealed class LeaseTests
{
    [Fact]
    public async Task A_robot_that_dies_gives_its_task_to_another_and_its_late_report_changes_nothing()
    {
        await using var host = await ParleyHost.StartAsync(("Tasks__Lease", "00:00:00.5"), ("Tasks__MaxDeliveries", "2"));
        var session = await host.CreatedAsync(Robot.NewShop());
        var first = (await host.TakeAsync())!.Value;
        var second = first;
        await Eventually.TrueAsync(
            async () =>
            {
                second = await host.TakeAsync() ?? first;
                return second.GetRawText() != first.GetRawText();
            },
            "the task comes again");
        Assert.Equal(first.Text("task_id"), second.Text("task_id"));

        (await host.CompleteAsync(session, lease: first.GetProperty("lease").GetInt64())).Failed("会话任务完成失败", "COMPLETE_FAILED");
        Assert.Equal("pending", await host.StateAsync(session));

        await Eventually.TrueAsync(async () => (await DeadAsync(host)).Length > 0, "the task is given up after two deliveries");
        var dead = Assert.Single(await DeadAsync(host));
        Assert.Equal(
            [
                "task_id", "session_id", "external_task_id", "task_type", "level", "task_status", "send_content", "created_at", "account_id", "shop_id",
                "session_state", "priority", "deliveries", "last_taken_at",
            ],
            dead.EnumerateObject().Select(member => member.Name));
        Assert.Equal((2, session), (dead.GetProperty("deliveries").GetInt32(), dead.Text("session_id")));
        Assert.Null(await host.TakeAsync());

        (await host.CompleteAsync(session, lease: second.GetProperty("lease").GetInt64())).Succeeded("会话任务完成成功");
        Assert.Equal("active", await host.StateAsync(session));
        Assert.Empty(await DeadAsync(host));
    }

    private static async Task<System.Text.Json.JsonElement[]> DeadAsync(ParleyHost host) =>
        [.. (await host.GetAsync("/api/tasks/dead")).Succeeded("获取待处理任务成功").GetProperty("tasks").EnumerateArray()];
}
