using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging.Sockets;

[Collection(nameof(DefaultHost))]
public sealed class PushTests(DefaultHost fixture)
{
    [Fact]
    public async Task A_message_over_HTTP_is_pushed_and_so_is_its_reply()
    {
        var user = Conversation.NewSession();
        using var socket = await ConnectAsync(user);

        var sent = await fixture.Host.PostMessageAsync(user, "中文");

        var message = await socket.ExpectAsync("message");
        Assert.Equal(["type", "message_id", "content", "from_user_id"], message.Names());
        Assert.Equal((sent.Text("message_id"), "中文", "default_user"), (message.Text("message_id"), message.Text("content"), message.Text("from_user_id")));
        Assert.Equal(sent.Text("message_id"), (await socket.ExpectAsync("ai_reply")).Text("user_message_id"));
    }

    [Fact]
    public async Task A_message_over_a_socket_is_not_echoed_to_the_users_other_sockets_but_its_reply_is_pushed_to_all()
    {
        var user = Conversation.NewSession();
        using var first = await ConnectAsync(user);
        using var second = await ConnectAsync(user);

        await first.SendAsync(new { type = "send_message", content = "hi" });

        var sent = await first.ExpectAsync("message_sent");
        Assert.Equal(sent.Text("message_id"), (await first.ExpectAsync("ai_reply")).Text("user_message_id"));
        Assert.Equal(sent.Text("message_id"), (await second.ExpectAsync("ai_reply")).Text("user_message_id"));
    }

    [Fact]
    public async Task Nothing_is_pushed_to_other_users()
    {
        using var stranger = await ConnectAsync(Conversation.NewSession());
        var session = Conversation.NewSession();
        await fixture.Host.PostMessageAsync(session, "hi");
        await fixture.Host.SettledAsync(session, 1);

        await stranger.SendAsync(new { type = "ping", timestamp = 1 });

        await stranger.ExpectAsync("pong");
    }

    [Fact]
    public async Task Fifty_sockets_of_a_user_all_get_every_push_in_order()
    {
        var user = Conversation.NewSession();
        var sockets = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ConnectAsync(user)));
        for (var i = 0; i < 5; i++)
        {
            await fixture.Host.PostMessageAsync(user, $"{i}");
        }

        await fixture.Host.SettledAsync(user, 5);
        var stored = (await fixture.Host.MessagesAsync(user)).Select(message => message.Text("message_id")).ToList();
        Assert.Equal(10, stored.Count);
        foreach (var socket in sockets)
        {
            var pushed = new List<string>();
            while (pushed.Count < stored.Count)
            {
                pushed.Add((await socket.ReceiveAsync())!.Value.Text("message_id"));
            }

            Assert.Equal(stored, pushed);
            socket.Dispose();
        }
    }

    private async Task<ImSocket> ConnectAsync(string user)
    {
        var socket = await ImSocket.ConnectAsync(fixture.Host, user);
        await socket.ExpectAsync("welcome");
        return socket;
    }
}
