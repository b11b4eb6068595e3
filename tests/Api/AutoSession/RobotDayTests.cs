using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AutoSession;

public sealed class RobotDayTests(RobotHost fixture) : IClassFixture<RobotHost>
{
    [Fact]
    public async Task A_robots_day_from_the_task_to_the_human_and_on()
    {
        var (host, shop) = (fixture.Host, Robot.NewShop());
        Assert.Null(await host.TakeAsync());

        var session = await host.CreatedAsync(shop);
        Assert.Matches("^sess_[0-9a-f]{12}$", session);
        Assert.Equal("pending", await host.StateAsync(session));

        var task = (await host.TakeAsync())!.Value;
        Assert.Matches("^[0-9]+$", task.Text("task_id"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$", task.Text("timestamp"));
        Assert.Null(await host.TakeAsync());
        var info = await host.InfoAsync(task.Text("task_id"));
        Assert.Equal(
            ["send_content", "send_url", "shop_name", "session_id", "platform", "task_type", "external_task_id"],
            info.EnumerateObject().Select(member => member.Name));
        Assert.Equal((session, shop, "淘天", "auto_bargain"), (info.Text("session_id"), info.Text("shop_name"), info.Text("platform"), info.Text("task_type")));

        var done = (await host.CompleteAsync(session, lease: task.GetProperty("lease").GetInt64())).Succeeded("会话任务完成成功");
        Assert.Equal((session, true), (done.Text("session_id"), done.GetProperty("success").GetBoolean()));
        Assert.Equal("active", await host.StateAsync(session));

        var answered = await host.UploadAsync(shop, 120, ("m1", "t-1", info.Text("send_content")), ("m2", "customer_001", "最低价了"));
        Assert.Equal(session, answered.Uploaded(2, 0, "updated").Text("active_session_id"));
        Assert.Equal("active", await host.StateAsync(session));

        (await host.UploadAsync(shop, 120, ("m2", "customer_001", "最低价了"), ("m3", "t-1", "亲，我来帮您看看"))).Uploaded(1, 1, "updated,transferred");
        Assert.Equal("transferred", await host.StateAsync(session));
        Assert.Equal(
            [("t-1", "您好，这个商品可以再便宜点吗？"), ("customer_001", "最低价了"), ("t-1", "亲，我来帮您看看")], await host.ConversationAsync(session));

        var refused = await host.CreateAsync(shop);
        Assert.Equal(session, refused.Failed($"当前有人工会话{session}正在处理中，无法创建机器人会话", "UNAVAILABLE").Text("conflict_session_id"));

        var next = (await host.UploadAsync(shop, -1, ("m3", "t-1", "亲，我来帮您看看"), ("m4", "customer_001", "还在吗"))).Uploaded(1, 1, "timed_out,created").Text("active_session_id");
        Assert.Equal("timeout", await host.StateAsync(session));
        Assert.NotEqual(session, next);
        (await host.GetAsync($"/api/sessions/{next}/status")).Failed("会话不存在", "SESSION_NOT_FOUND");
        (await host.CreateAsync(shop, "manual_urgent")).Failed($"当前有人工会话{next}正在处理中，无法创建机器人会话", "UNAVAILABLE");
    }

    [Fact]
    public async Task The_seeds_own_batch_is_taken()
    {
        var host = fixture.Host;
        var shop = Robot.NewShop();
        var batch = await host.UploadAsync(shop, 120, ("msg_001", "customer_001", "你好，在吗？"), ("msg_002", "t-2217567810350-0", "这个商品还有库存吗？"));

        var session = batch.Uploaded(2, 0, "created").Text("active_session_id");

        (await host.UploadAsync(shop, 120, ("msg_001", "customer_001", "你好，在吗？"), ("msg_002", "t-2217567810350-0", "这个商品还有库存吗？")))
            .Uploaded(0, 2, "");
        Assert.Equal(2, (await host.ConversationAsync(session)).Count);
    }
}
