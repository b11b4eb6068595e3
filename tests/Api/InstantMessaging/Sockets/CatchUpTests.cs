using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging.Sockets;

[Collection(nameof(DefaultHost))]
public sealed class CatchUpTests(DefaultHost fixture)
{
    [Fact]
    public async Task After_gives_replies_and_messages_the_users_own_too_and_then_goes_live()
    {
        var user = Conversation.NewSession();
        var first = await fixture.Host.PostMessageAsync(user, "over HTTP");
        await fixture.Host.SettledAsync(user, 1);
        using (var own = await ImSocket.ConnectAsync(fixture.Host, user))
        {
            await own.ExpectAsync("welcome");
            await own.SendAsync(new { type = "send_message", content = "over a socket" });
            await own.ExpectAsync("message_sent");
            await own.ExpectAsync("ai_reply");
        }

        using var socket = await ImSocket.ConnectAsync(fixture.Host, user, first.Text("message_id"));

        await socket.ExpectAsync("welcome");
        Assert.Equal(first.Text("message_id"), (await socket.ExpectAsync("ai_reply")).Text("user_message_id"));
        var message = await socket.ExpectAsync("message");
        Assert.Equal(("over a socket", user), (message.Text("content"), message.Text("from_user_id")));
        Assert.Equal(message.Text("message_id"), (await socket.ExpectAsync("ai_reply")).Text("user_message_id"));
        await fixture.Host.PostMessageAsync(user, "live");
        Assert.Equal("live", (await socket.ExpectAsync("message")).Text("content"));
        await socket.ExpectAsync("ai_reply");
    }

    [Theory]
    [InlineData("msg_20250127120000_abc12345")]
    [InlineData("nonsense")]
    [InlineData("msg_20250127120000_\0")]
    public async Task An_unknown_id_is_an_error_frame_and_then_the_socket_is_live(string after)
    {
        var user = Conversation.NewSession();
        await fixture.Host.PostMessageAsync(user, "before");
        await fixture.Host.SettledAsync(user, 1);

        using var socket = await ImSocket.ConnectAsync(fixture.Host, user, after);

        await socket.ExpectAsync("welcome");
        Assert.Equal("UNKNOWN_MESSAGE", (await socket.ExpectAsync("error")).Text("code"));
        await fixture.Host.PostMessageAsync(user, "live");
        Assert.Equal("live", (await socket.ExpectAsync("message")).Text("content"));
    }

    [Fact]
    public async Task The_id_of_somebody_elses_message_is_unknown()
    {
        var strange = await fixture.Host.PostMessageAsync(Conversation.NewSession(), "secret");

        using var socket = await ImSocket.ConnectAsync(fixture.Host, Conversation.NewSession(), strange.Text("message_id"));

        await socket.ExpectAsync("welcome");
        Assert.Equal("UNKNOWN_MESSAGE", (await socket.ExpectAsync("error")).Text("code"));
    }

    [Fact]
    public async Task Reconnecting_all_the_time_loses_and_repeats_nothing()
    {
        var user = Conversation.NewSession();
        var first = await fixture.Host.PostMessageAsync(user, "0");
        var sending = Task.Run(async () =>
        {
            for (var i = 1; i <= 40; i++)
            {
                await fixture.Host.PostMessageAsync(user, $"{i}");
            }
        });

        var seen = new List<string> { first.Text("message_id") };
        while (seen.Count < 82)
        {
            using var socket = await ImSocket.ConnectAsync(fixture.Host, user, seen[^1]);
            await socket.ExpectAsync("welcome");
            for (var i = 0; i < 7 && seen.Count < 82; i++)
            {
                seen.Add((await socket.ReceiveAsync())!.Value.Text("message_id"));
            }
        }

        await sending;
        Assert.Equal((await fixture.Host.MessagesAsync(user)).Select(message => message.Text("message_id")), seen);
    }
}
