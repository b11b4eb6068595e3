using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging;

/// <summary>What a message comes to when no reply can be made.</summary>
public abstract class ReplyFailure(HostFixture fixture, int code, string message)
{
    [Fact]
    public async Task The_record_ends_with_status_2_and_says_why()
    {
        var session = Conversation.NewSession();
        var sent = await fixture.Host.PostMessageAsync(session, "hi");

        var record = Assert.Single(await fixture.Host.SettledAsync(session, 1));

        Assert.Equal("2", record.Text("status"));
        Assert.Equal(message, record.Text("error_message"));
        Assert.Equal(sent.Text("message_id"), record.Text("user_message_id"));
        Assert.Null(record.TextOrNull("ai_message_id"));
        Assert.Single(await fixture.Host.MessagesAsync(session));
    }

    [Fact]
    public async Task Every_socket_of_the_user_gets_the_error_frame()
    {
        var user = Conversation.NewSession();
        using var sender = await ImSocket.ConnectAsync(fixture.Host, user);
        using var other = await ImSocket.ConnectAsync(fixture.Host, user);
        await sender.ExpectAsync("welcome");
        await other.ExpectAsync("welcome");
        await sender.SendAsync(new { type = "send_message", content = "hi" });
        var sent = await sender.ExpectAsync("message_sent");

        foreach (var socket in new[] { sender, other })
        {
            var error = await socket.ExpectAsync("error");
            Assert.Equal(["type", "message", "code", "user_message_id"], error.Names());
            Assert.Equal(message, error.Text("message"));
            Assert.Equal(code, error.GetProperty("code").GetInt32());
            Assert.Equal(sent.Text("message_id"), error.Text("user_message_id"));
        }
    }
}
