using System.Net.Sockets;
using System.Text;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.Metrics;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging.Sockets;

[Collection(nameof(BoundedHost))]
public sealed class BoundTests(BoundedHost fixture)
{
    private const string Upgrade = "Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    [Fact]
    public async Task A_socket_too_many_is_refused_until_another_leaves()
    {
        await OpenSocketsAsync(0);
        var sockets = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ConnectAsync(Conversation.NewSession())));

        var refused = await RawHttp.SendAsync(fixture.Host, Handshake("u"));

        refused.IsError(503, 503, "服务繁忙，请稍后重试");
        Assert.Equal("1", refused.Headers["retry-after"]);
        sockets[0].Dispose();
        await OpenSocketsAsync(2);
        using (await ConnectAsync(Conversation.NewSession()))
        {
            await OpenSocketsAsync(3);
        }

        sockets[1].Dispose();
        sockets[2].Dispose();
    }

    [Fact]
    public async Task A_user_id_that_is_none_is_refused()
    {
        (await RawHttp.SendAsync(fixture.Host, Handshake(new string('u', 49)))).IsError(400, 1003, "会话ID过长");
        (await RawHttp.SendAsync(fixture.Host, Handshake("a%01b"))).IsError(400, 1003, "会话ID包含非法字符");
    }

    [Fact]
    public async Task A_plain_GET_is_told_to_upgrade()
    {
        (await fixture.Host.GetAsync("/ws/u")).IsError(400, 400, "a WebSocket upgrade is expected here");
    }

    [Fact]
    public async Task A_backlog_longer_than_the_queue_is_sent_whole()
    {
        await OpenSocketsAsync(0);
        var user = Conversation.NewSession();
        var first = await fixture.Host.PostMessageAsync(user, "0");
        for (var i = 1; i <= 300; i++)
        {
            await fixture.Host.PostMessageAsync(user, $"{i}");
        }

        using var socket = await ImSocket.ConnectAsync(fixture.Host, user, first.Text("message_id"));

        await socket.ExpectAsync("welcome");
        for (var i = 1; i <= 300; i++)
        {
            Assert.Equal($"{i}", (await socket.ExpectAsync("message")).Text("content"));
        }

        await fixture.Host.PostMessageAsync(user, "live");
        Assert.Equal("live", (await socket.ExpectAsync("message")).Text("content"));
    }

    [Fact]
    public async Task Who_does_not_read_is_dropped_and_others_do_not_notice()
    {
        await OpenSocketsAsync(0);
        var user = Conversation.NewSession();
        using var healthy = await ConnectAsync(user);
        using var stalled = new TcpClient { ReceiveBufferSize = 4096 };
        await stalled.ConnectAsync(fixture.Host.Address.Host, fixture.Host.Address.Port);
        await stalled.GetStream().WriteAsync(Handshake(user));
        await OpenSocketsAsync(2);

        var content = string.Concat(Enumerable.Repeat("😀", 5000));
        await Eventually.TrueAsync(
            async () =>
            {
                await fixture.Host.PostMessageAsync(user, content);
                Assert.Equal(content, (await healthy.ExpectAsync("message")).Text("content"));
                return await CountAsync() == 1;
            },
            "the socket that does not read is dropped",
            TimeSpan.FromSeconds(60));

        await fixture.Host.PostMessageAsync(user, "goes on");
        Assert.Equal("goes on", (await healthy.ExpectAsync("message")).Text("content"));
    }

    private static byte[] Handshake(string user) => Encoding.ASCII.GetBytes($"GET /ws/{user} HTTP/1.1\r\nHost: localhost\r\n{Upgrade}\r\n");

    private async Task<ImSocket> ConnectAsync(string user)
    {
        var socket = await ImSocket.ConnectAsync(fixture.Host, user);
        await socket.ExpectAsync("welcome");
        return socket;
    }

    private Task OpenSocketsAsync(int count) =>
        Eventually.TrueAsync(async () => await CountAsync() == count, $"{count} sockets are open");

    // There is no such metric until the first socket comes.
    private async Task<double> CountAsync() =>
        Scrape.Parse((await fixture.Host.GetAsync("/metrics")).Text).Samples.SingleOrDefault(sample => sample.Name == "parley_sockets")?.Value ?? 0;
}
