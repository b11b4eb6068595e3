using System.Text.Json;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AutoSession;

[Collection(nameof(SharedRobotHost))]
public sealed class UploadTests(SharedRobotHost fixture)
{
    private const string Greeting = "您好，这个商品可以再便宜点吗？";

    [Fact]
    public async Task A_pending_session_stays_pending_when_only_the_customer_and_the_robot_speak()
    {
        var shop = Robot.NewShop();
        var session = await fixture.Host.CreatedAsync(shop);

        (await fixture.Host.UploadAsync(shop, 120, ("1", "t-1", Greeting), ("2", "t-1", "hi, 亲"), ("3", "c", "嗯"))).Uploaded(3, 0, "updated");

        Assert.Equal("pending", await fixture.Host.StateAsync(session));
    }

    [Fact]
    public async Task A_human_who_writes_before_the_robot_takes_over()
    {
        var shop = Robot.NewShop();
        var session = await fixture.Host.CreatedAsync(shop);

        (await fixture.Host.UploadAsync(shop, 120, ("1", "t-1", "我是人"), ("2", "c", "嗯"))).Uploaded(2, 0, "updated,transferred");

        Assert.Equal("transferred", await fixture.Host.StateAsync(session));
        (await fixture.Host.CreateAsync(shop, "manual_urgent")).Failed($"当前有人工会话{session}正在处理中，无法创建机器人会话", "UNAVAILABLE");
    }

    [Fact]
    public async Task Duplicates_are_skipped_inside_a_batch_and_over_sessions_and_never_open_one()
    {
        var shop = Robot.NewShop();
        (await fixture.Host.UploadAsync(shop, 120)).Uploaded(0, 0, "");
        var session = (await fixture.Host.UploadAsync(shop, 120, ("1", "t-1", "a"), ("1", "c", "b"), ("2", "c", "c"))).Uploaded(2, 1, "created").Text("active_session_id");

        Assert.Equal(session, (await fixture.Host.UploadAsync(shop, 120, ("1", "t-1", "a"), ("2", "c", "c"))).Uploaded(0, 2, "").Text("active_session_id"));
        Assert.Equal(session, (await fixture.Host.UploadAsync(shop, -1, ("1", "t-1", "a"))).Uploaded(0, 1, "").Text("active_session_id"));
        Assert.Equal(JsonValueKind.Null, (await fixture.Host.UploadAsync(shop, 120)).Uploaded(0, 0, "").GetProperty("active_session_id").ValueKind);
        Assert.Equal([("t-1", "a"), ("c", "c")], await fixture.Host.ConversationAsync(session));
    }

    [Fact]
    public async Task Without_an_account_the_pair_is_the_unknown_accounts_and_elsewhere_the_platforms()
    {
        var shop = Robot.NewShop();
        var unknown = (await fixture.Host.UploadAsync(shop, 120, ("1", "c", "a"))).Uploaded(1, 0, "created").Text("active_session_id");
        Assert.Equal(unknown, (await fixture.Host.CreateAsync(shop, account: "未知账号")).Failed($"当前有人工会话{unknown}正在处理中，无法创建机器人会话", "UNAVAILABLE").Text("conflict_session_id"));

        var body = new { shop_name = shop, platform = "京东", messages = new[] { new { id = "1", content = "a", nick = "t-1" } } };
        var other = (await fixture.Host.PostAsync("/api/messages/batch", body)).Uploaded(1, 0, "created").Text("active_session_id");
        Assert.Equal(other, (await fixture.Host.CreateAsync(shop, account: "京东")).Json.GetProperty("data").Text("conflict_session_id"));
    }

    [Fact]
    public async Task What_cannot_be_stored_is_told_by_its_index_and_the_rest_is_stored()
    {
        var body = $$"""{"shop_name":"{{Robot.NewShop()}}","messages":[1,{"id":"1"},{"id":2,"content":"x"},{"content":"x","nick":"c"},null,{"id":"5","content":"好","nick":7,"time":"gestern"},{"id":"6","content":"{{new string('x', 10_001)}}"}]}""";

        var data = (await fixture.Host.PostAsync("/api/messages/batch", body)).Uploaded(1, 0, "created");

        Assert.Equal([0, 1, 2, 3, 4, 6], data.GetProperty("errors").EnumerateArray().Select(error => int.Parse(error.GetString()!.Split('[', ']')[1], null)));
        Assert.Equal([("customer", "好")], await fixture.Host.ConversationAsync(data.Text("active_session_id")));
    }

    [Fact]
    public async Task A_thousand_messages_keep_their_order()
    {
        var shop = Robot.NewShop();
        var messages = Enumerable.Range(0, 1000).Select(i => ($"{i}", i % 3 == 0 ? "t-1" : "c", $"hi {i}")).ToArray();

        var session = (await fixture.Host.UploadAsync(shop, 120, messages)).Uploaded(1000, 0, "created").Text("active_session_id");

        var read = new List<string>();
        for (var page = 1; page <= 10; page++)
        {
            read.AddRange((await fixture.Host.ListMessagesAsync(session, page)).GetProperty("messages").EnumerateArray().Select(message => message.Text("msg_content")));
        }

        Assert.Equal(messages.Select(message => message.Item3), read);
    }

    [Fact]
    public async Task Batches_at_once_for_one_pair_store_every_message_once()
    {
        var shop = Robot.NewShop();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            fixture.Host.UploadAsync(shop, 120, [.. Enumerable.Range(i, 10).Select(id => ($"{id}", "t-1", $"hi {id}"))])));

        var session = Assert.Single(answers.Select(answer => answer.Json.GetProperty("data").Text("active_session_id")).Distinct());
        Assert.Equal(29, answers.Sum(answer => answer.Json.GetProperty("data").GetProperty("processed_messages").GetInt32()));
        Assert.Equal(Enumerable.Range(0, 29).Select(id => $"hi {id}").Order(), (await fixture.Host.ConversationAsync(session)).Select(message => message.Content).Order());
    }
}
