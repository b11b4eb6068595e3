using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging.Sockets;

[Collection(nameof(DefaultHost))]
public sealed class SocketTests(DefaultHost fixture)
{
    [Theory]
    [InlineData("u")]
    [InlineData("用户 😀/?#%")]
    [InlineData("123456789012345678901234567890123456789012345678")]
    public async Task A_user_is_welcomed(string prefix)
    {
        var user = prefix.Length == 48 ? prefix : prefix + Guid.NewGuid().ToString("N")[..8];
        using var socket = await ImSocket.ConnectAsync(fixture.Host, user);

        var welcome = await socket.ExpectAsync("welcome");

        Assert.Equal(["type", "user_id", "message"], welcome.Names());
        Assert.Equal(user, welcome.Text("user_id"));
        Assert.Equal($"欢迎，{user}！", welcome.Text("message"));
    }

    [Fact]
    public async Task A_message_is_confirmed_before_its_reply()
    {
        var user = Conversation.NewSession();
        using var socket = await ConnectAsync(user);

        await socket.SendAsync(new { type = "send_message", content = "多久发货？" });

        var sent = await socket.ExpectAsync("message_sent");
        Assert.Equal(["type", "message_id", "content"], sent.Names());
        Assert.Equal("多久发货？", sent.Text("content"));
        var reply = await socket.ExpectAsync("ai_reply");
        Assert.Equal(["type", "message_id", "content", "user_message_id"], reply.Names());
        Assert.Equal(sent.Text("message_id"), reply.Text("user_message_id"));
        var stored = await fixture.Host.MessagesAsync(user);
        Assert.Equal([(sent.Text("message_id"), "多久发货？", user), (reply.Text("message_id"), reply.Text("content"), "ai_bot")],
            stored.Select(message => (message.Text("message_id"), message.Text("msg_content"), message.Text("from_user_id"))));
    }

    [Fact]
    public async Task Confirmations_come_before_replies_for_many_messages_in_a_row()
    {
        using var socket = await ConnectAsync(Conversation.NewSession());
        for (var i = 0; i < 30; i++)
        {
            await socket.SendAsync(new { type = "send_message", content = $"{i}" });
        }

        var confirmed = new List<string>();
        for (var frames = 0; frames < 60; frames++)
        {
            var frame = (await socket.ReceiveAsync())!.Value;
            if (frame.Text("type") == "message_sent")
            {
                Assert.Equal($"{confirmed.Count}", frame.Text("content"));
                confirmed.Add(frame.Text("message_id"));
            }
            else
            {
                Assert.Equal("ai_reply", frame.Text("type"));
                Assert.Contains(frame.Text("user_message_id"), confirmed);
            }
        }

        Assert.Equal(30, confirmed.Count);
    }

    [Fact]
    public async Task A_client_id_stores_once_also_over_another_socket()
    {
        var user = Conversation.NewSession();
        using var first = await ConnectAsync(user);
        await first.SendAsync(new { type = "send_message", content = "hi", client_id = "c-1" });
        var sent = await first.ExpectAsync("message_sent");
        Assert.Equal(["type", "message_id", "content", "client_id"], sent.Names());
        Assert.Equal("c-1", sent.Text("client_id"));
        await first.ExpectAsync("ai_reply");
        using var second = await ConnectAsync(user);

        foreach (var socket in new[] { first, second })
        {
            await socket.SendAsync(new { type = "send_message", content = "hi", client_id = "c-1" });
            Assert.Equal(sent.GetRawText(), (await socket.ExpectAsync("message_sent")).GetRawText());
        }

        Assert.Equal(2, (await fixture.Host.MessagesAsync(user)).Count);
        using var stranger = await ConnectAsync(Conversation.NewSession());
        await stranger.SendAsync(new { type = "send_message", content = "hi", client_id = "c-1" });
        Assert.NotEqual(sent.Text("message_id"), (await stranger.ExpectAsync("message_sent")).Text("message_id"));
    }

    [Theory]
    [InlineData("1738000000000")]
    [InlineData("1.50")]
    [InlineData("\"2025-01-27T12:00:00\"")]
    [InlineData("\"中😀\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[1,{\"a\":null}]")]
    [InlineData("{\"b\":1,\"a\":2}")]
    [InlineData("123456789012345678901234567890")]
    public async Task A_ping_comes_back_with_its_value(string value)
    {
        using var socket = await ConnectAsync(Conversation.NewSession());

        await socket.SendTextAsync($$"""{"type":"ping","timestamp":{{value}}}""");

        Assert.Equal($$"""{"type":"pong","timestamp":{{value}}}""", (await socket.ExpectAsync("pong")).GetRawText());
    }

    [Fact]
    public async Task A_ping_without_a_value_comes_back_with_null()
    {
        using var socket = await ConnectAsync(Conversation.NewSession());

        await socket.SendAsync(new { type = "ping" });

        Assert.Equal("""{"type":"pong","timestamp":null}""", (await socket.ExpectAsync("pong")).GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"ping\"")]
    [InlineData("""{"\ud800":1,"type":"ping"}""")]
    [InlineData("""{"type":"send_message","content":"hi","client_id":5}""")]
    [InlineData("""{"type":"send_message","content":"hi","client_id":""}""")]
    public async Task A_frame_of_no_known_form_is_answered_INVALID_FORMAT(string frame) => await RefusedAsync(frame, "INVALID_FORMAT", null);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":"PING"}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("""{"type":"welcome"}""")]
    public async Task An_unknown_type_is_answered_UNKNOWN_MESSAGE_TYPE(string frame) => await RefusedAsync(frame, "UNKNOWN_MESSAGE_TYPE", null);

    [Theory]
    [InlineData("""{"type":"send_message"}""")]
    [InlineData("""{"type":"send_message","content":null}""")]
    [InlineData("""{"type":"send_message","content":7}""")]
    [InlineData("""{"type":"send_message","content":""}""")]
    [InlineData("""{"type":"send_message","content":" \n\u3000"}""")]
    [InlineData("""{"type":"send_message","content":"\udc00"}""")]
    public async Task Empty_content_is_answered_1001(string frame) => await RefusedAsync(frame, 1001, "消息内容不能为空");

    [Theory]
    [InlineData("a")]
    [InlineData("😀")]
    public async Task Content_over_5000_is_answered_1002(string character) =>
        await RefusedAsync(JsonSerializer.Serialize(new { type = "send_message", content = string.Concat(Enumerable.Repeat(character, 5001)) }, Readable), 1002, "消息内容过长");

    [Fact]
    public async Task A_lone_surrogate_in_a_ping_comes_back_as_it_came()
    {
        using var socket = await ConnectAsync(Conversation.NewSession());

        await socket.SendTextAsync("""{"type":"ping","timestamp":"\ud800"}""");

        Assert.Equal("""{"type":"pong","timestamp":"\ud800"}""", (await socket.ExpectAsync("pong")).GetRawText());
    }

    [Fact]
    public async Task A_binary_frame_closes_with_1003()
    {
        using var socket = await ConnectAsync(Conversation.NewSession());

        await socket.Socket.SendAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(1003, (int)socket.Socket.CloseStatus!.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_frame_over_64_KiB_closes_with_1009(int fragments)
    {
        using var socket = await ConnectAsync(Conversation.NewSession());

        await SendAsync(socket, new string(' ', 64 * 1024 + 1), fragments);

        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(1009, (int)socket.Socket.CloseStatus!.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_frame_of_64_KiB_is_read(int fragments)
    {
        using var socket = await ConnectAsync(Conversation.NewSession());

        await SendAsync(socket, """{"type":"ping","timestamp":1}""".PadRight(64 * 1024), fragments);

        await socket.ExpectAsync("pong");
    }

    [Fact]
    public async Task A_client_that_closes_is_answered_with_a_close()
    {
        using var socket = await ConnectAsync(Conversation.NewSession());
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        await socket.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", deadline.Token);

        Assert.Equal(WebSocketState.Closed, socket.Socket.State);
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task RefusedAsync(string frame, object code, string? message)
    {
        var user = Conversation.NewSession();
        using var socket = await ConnectAsync(user);

        await socket.SendTextAsync(frame);

        var error = await socket.ExpectAsync("error");
        Assert.Equal(["type", "message", "code"], error.Names());
        Assert.Equal(JsonSerializer.Serialize(code), error.GetProperty("code").GetRawText());
        Assert.NotEqual("", error.Text("message"));
        if (message is not null)
        {
            Assert.Equal(message, error.Text("message"));
        }

        await socket.SendAsync(new { type = "ping", timestamp = 1 });
        await socket.ExpectAsync("pong");
        Assert.Empty(await fixture.Host.MessagesAsync(user));
    }

    private async Task<ImSocket> ConnectAsync(string user)
    {
        var socket = await ImSocket.ConnectAsync(fixture.Host, user);
        await socket.ExpectAsync("welcome");
        return socket;
    }

    private static async Task SendAsync(ImSocket socket, string text, int fragments)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var (index, part) in bytes.Chunk((bytes.Length + fragments - 1) / fragments).Index())
        {
            await socket.Socket.SendAsync(part, WebSocketMessageType.Text, endOfMessage: index == fragments - 1, CancellationToken.None);
        }
    }
}
