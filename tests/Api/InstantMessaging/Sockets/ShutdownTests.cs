using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging.Sockets;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Sockets_are_closed_with_1001_and_the_process_ends_with_0_within_20_seconds()
    {
        await using var host = await ParleyHost.StartAsync();
        using var socket = await ImSocket.ConnectAsync(host, "reads");
        await socket.ExpectAsync("welcome");
        using var deaf = new TcpClient();
        await deaf.ConnectAsync(host.Address.Host, host.Address.Port);
        await deaf.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            "GET /ws/deaf HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        var watch = Stopwatch.StartNew();

        var stopping = host.StopAsync();

        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(1001, (int)socket.Socket.CloseStatus!.Value);
        await stopping;
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
    }
}
