using System.Text.Json;
using Parley.Api.Tests.AgentSessions;
using Parley.Api.Tests.Chat;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.InfoCenter;
using Parley.Api.Tests.InstantMessaging;
using Parley.Hosting;
using Xunit;
using Robot = Parley.Api.Tests.AutoSession.Robot;

namespace Parley.Api.Tests.Contracts;

/// <summary>Five contracts, one conversation: what is written through one is read through each other.</summary>
public sealed class OneConversationTests : IAsyncLifetime
{
    private ParleyHost host = null!;

    public async Task InitializeAsync() => host = await ParleyHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("agent")]
    [InlineData("chat")]
    [InlineData("im")]
    [InlineData("info-center")]
    public async Task What_is_written_through_each_contract_is_read_in_one_order_through_each_other(string creator)
    {
        var id = await BeginAsync(creator);
        (await host.AskAsync(id, "by agent sessions")).Shown();
        (await host.ChatAsync(id, "by chat")).Replied();
        await WriteAsync(id, "by instant messaging", () => host.PostMessageAsync(id, "by instant messaging"));
        await WriteAsync(id, "by the information centre", () => host.ReportAsync(id, "by the information centre"));

        var seen = await ByAgentAsync(id);

        Assert.Equal(
            ["begin", "by agent sessions", "by chat", "by instant messaging", "by the information centre"],
            seen.Where(message => message.IsUser).Select(message => message.Content));
        Assert.Equal(10, seen.Count);
        Assert.All(seen.Chunk(2), pair => Assert.Equal((true, false), (pair[0].IsUser, pair[1].IsUser)));
        Assert.Equal(seen, await ByInstantMessagingAsync(id));
        Assert.Equal(seen, await ByChatAsync(id));
        Assert.Equal(seen, await ByInfoCenterAsync(id));

        var session = await Center.SessionAsync(host, id);
        Assert.Equal(creator, session.GetProperty("channel").GetString());
        Assert.Equal(creator == "agent", (await Agent.ListAsync(host, "?limit=100")).Contains(id));

        (await Chats.DeleteAsync(host, id)).Refuses(200, word: "成功");
        Assert.Equal(404, (await host.GetAsync($"/sessions/{id}")).Status);
        Assert.Equal(404, (await host.GetAsync($"{Center.Sessions}/{id}")).Status);
        Assert.Empty(await ByInstantMessagingAsync(id));
        Assert.Empty(await ByInfoCenterAsync(id));
        Assert.Equal("0", (await host.GetAsync(Center.Stats)).Data().GetProperty("messages").Text("total"));
    }

    [Fact]
    public async Task A_robots_session_is_read_and_written_through_the_contracts_that_can_name_it()
    {
        var shop = Robot.NewShop();
        var id = await Robot.CreatedAsync(host, shop);
        await Robot.TakeAsync(host);
        await Robot.CompleteAsync(host, id);
        Robot.Uploaded(await Robot.UploadAsync(host, shop, 120, ("m1", "t-1", "您好，这个商品可以再便宜点吗？"), ("m2", "customer", "可以便宜点吗")), 2, 0, "updated");
        await host.PostMessageAsync(id, "by instant messaging");
        await host.SettledAsync(id, 1);
        await host.ReportAsync(id, "我来处理", ("senderType", "staff"));

        var contents = (await host.MessagesAsync(id)).Select(message => message.Text("msg_content")).ToList();

        Assert.Contains("可以便宜点吗", contents);
        Assert.True(contents.IndexOf("可以便宜点吗") < contents.IndexOf("by instant messaging"));
        Assert.Equal("我来处理", contents[^1]);
        Assert.Equal(contents, (await ByInfoCenterAsync(id)).Select(message => message.Content));
        Assert.Equal("auto-session", (await Center.SessionAsync(host, id)).GetProperty("channel").GetString());
    }

    private async Task<string> BeginAsync(string creator)
    {
        var id = Guid.NewGuid().ToString();
        switch (creator)
        {
            case "agent":
                id = await Agent.CreateAsync(host);
                (await host.AskAsync(id, "begin")).Shown();
                break;
            case "chat":
                id = (await host.ChatAsync(message: "begin")).Replied().Conversation();
                break;
            case "im":
                await WriteAsync(id, "begin", () => host.PostMessageAsync(id, "begin"));
                break;
            default:
                await WriteAsync(id, "begin", () => host.ReportAsync(id, "begin"));
                break;
        }

        return id;
    }

    /// <summary>Writes a message, and waits for its reply.</summary>
    private async Task WriteAsync(string id, string content, Func<Task> write)
    {
        var before = (await host.MessagesAsync(id)).Count;
        await write();
        await Eventually.TrueAsync(async () => (await host.MessagesAsync(id)).Count == before + 2, $"'{content}' is replied to");
    }

    private async Task<IReadOnlyList<(bool IsUser, string Content)>> ByAgentAsync(string id) =>
        [.. (await Agent.HistoryAsync(host, id, "?limit=1000")).Select(message => (message.GetProperty("source").GetString() != "assistant", message.GetProperty("content").GetString()!))];

    private async Task<IReadOnlyList<(bool IsUser, string Content)>> ByInstantMessagingAsync(string id) =>
        [.. (await host.MessagesAsync(id)).Select(message => (message.Text("from_user_id") != "ai_bot", message.Text("msg_content")))];

    private async Task<IReadOnlyList<(bool IsUser, string Content)>> ByChatAsync(string id) =>
        [.. (await Chats.HistoryAsync(host, id)).Select(message => (message.Role == "user", message.Content))];

    private async Task<IReadOnlyList<(bool IsUser, string Content)>> ByInfoCenterAsync(string id)
    {
        var messages = (await host.GetAsync($"{Center.Messages}?sessionId={id}&sortOrder=asc&pageSize=200")).Data();
        return [.. messages.EnumerateArray().SelectMany(Flatten)];
    }

    private static IEnumerable<(bool IsUser, string Content)> Flatten(JsonElement message)
    {
        yield return (true, message.Text("content"));
        if (message.TextOrNull("aiResponse") is { } reply)
        {
            yield return (false, reply);
        }
    }
}
