using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AutoSession;

[Collection(nameof(SharedRobotHost))]
public sealed class ConflictTests(SharedRobotHost fixture)
{
    [Fact]
    public async Task A_robot_does_not_disturb_a_robot()
    {
        var shop = Robot.NewShop();
        var session = await fixture.Host.CreatedAsync(shop);

        var refused = await fixture.Host.CreateAsync(shop, "auto_follow_up");

        Assert.Equal(
            $$"""{"success":false,"message":"当前有活跃的机器人会话{{session}}，无法创建新的机器人会话","data":{"conflict_session_id":"{{session}}"},"error_code":"UNAVAILABLE"}""",
            refused.Text);
        Assert.Equal("pending", await fixture.Host.StateAsync(session));
    }

    [Theory]
    [InlineData("manual_customer_service", 2)]
    [InlineData("manual_complaint", 2)]
    [InlineData("manual_urgent", 1)]
    public async Task A_human_takes_a_robots_place_and_its_task(string type, int priority)
    {
        var shop = Robot.NewShop();
        var robot = await fixture.Host.CreatedAsync(shop);

        var human = await fixture.Host.CreatedAsync(shop, type);

        Assert.Equal("cancelled", await fixture.Host.StateAsync(robot));
        var status = await fixture.Host.StatusAsync(human);
        Assert.Equal(("transferred", priority, 0), (status.Text("session_state"), status.GetProperty("priority").GetInt32(), status.GetProperty("task_status").GetInt32()));
        var pending = await PendingAsync();
        Assert.Contains(human, pending);
        Assert.DoesNotContain(robot, pending);
        (await fixture.Host.CompleteAsync(robot)).Failed("会话任务完成失败", "COMPLETE_FAILED");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-10)]
    public async Task A_robots_idle_session_gives_way(int minutes)
    {
        var shop = Robot.NewShop();
        var idle = await fixture.Host.CreatedAsync(shop);

        var next = await fixture.Host.CreatedAsync(shop, minutes: minutes);

        Assert.Equal(("timeout", "pending"), (await fixture.Host.StateAsync(idle), await fixture.Host.StateAsync(next)));
        Assert.NotNull((await fixture.Host.StatusAsync(idle)).Text("finished_at"));
        Assert.DoesNotContain(idle, await PendingAsync());
    }

    [Fact]
    public async Task An_idle_human_session_does_not_give_way_to_a_create()
    {
        var shop = Robot.NewShop();
        var human = await fixture.Host.CreatedAsync(shop, "manual_urgent");

        (await fixture.Host.CreateAsync(shop, minutes: -1)).Failed($"当前有人工会话{human}正在处理中，无法创建机器人会话", "UNAVAILABLE");
    }

    [Fact]
    public async Task A_failed_sending_frees_the_pair_and_its_report_may_come_twice()
    {
        var shop = Robot.NewShop();
        var session = await fixture.Host.CreatedAsync(shop);

        var first = await fixture.Host.CompleteAsync(session, success: false);
        var second = await fixture.Host.CompleteAsync(session, success: false);

        Assert.Equal(first.Text, second.Text);
        first.Succeeded("会话任务完成成功");
        Assert.Equal("cancelled", await fixture.Host.StateAsync(session));
        Assert.Equal(2, (await fixture.Host.StatusAsync(session)).GetProperty("task_status").GetInt32());
        (await fixture.Host.CompleteAsync(session)).Failed("会话任务完成失败", "COMPLETE_FAILED");
        await fixture.Host.CreatedAsync(shop);
    }

    [Fact]
    public async Task A_humans_session_stays_whatever_is_reported()
    {
        var session = await fixture.Host.CreatedAsync(Robot.NewShop(), "manual_complaint");

        (await fixture.Host.CompleteAsync(session, success: false)).Succeeded("会话任务完成成功");

        Assert.Equal("transferred", await fixture.Host.StateAsync(session));
        Assert.DoesNotContain(session, await PendingAsync());
    }

    [Fact]
    public async Task Of_100_creates_at_once_for_one_pair_exactly_one_succeeds()
    {
        var shop = Robot.NewShop();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => fixture.Host.CreateAsync(shop)));

        var created = Assert.Single(answers, answer => answer.Json.GetProperty("success").GetBoolean());
        var session = created.Succeeded("会话任务创建成功").Text("session_id");
        Assert.All(answers.Where(answer => answer != created), answer =>
            Assert.Equal(session, answer.Failed($"当前有活跃的机器人会话{session}，无法创建新的机器人会话", "UNAVAILABLE").Text("conflict_session_id")));
        Assert.Single(await PendingAsync(), session);
    }

    [Fact]
    public async Task Of_100_creates_at_once_for_100_pairs_all_succeed()
    {
        var shop = Robot.NewShop();

        var sessions = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => fixture.Host.CreatedAsync(shop, account: $"t-{i}")));

        Assert.Equal(100, sessions.Distinct().Count());
        Assert.Empty(sessions.Except(await PendingAsync()));
    }

    [Fact]
    public async Task What_nobody_knows_is_said_so()
    {
        var host = fixture.Host;
        foreach (var session in new[] { "sess_000000000000", "sess_12345", "x", "会话" })
        {
            Assert.Equal(
                """{"success":false,"message":"会话任务完成失败","data":null,"error_code":"COMPLETE_FAILED"}""", (await host.CompleteAsync(session)).Text);
            (await host.GetAsync($"/api/sessions/{session}/status")).Failed("会话不存在", "SESSION_NOT_FOUND");
        }

        foreach (var task in new[] { "0", "1", "-1", "x", "99999999999999999999", "1.5" })
        {
            (await host.GetAsync($"/api/tasks/{task}/send_info")).Failed("未找到对应的发送信息", "TASK_NOT_FOUND");
        }
    }

    private async Task<IReadOnlyList<string>> PendingAsync() =>
        [.. (await fixture.Host.GetAsync("/api/tasks/pending?limit=1000")).Succeeded("获取待处理任务成功")
            .GetProperty("tasks").EnumerateArray().Select(task => task.Text("session_id"))];
}
