using System.Net.Sockets;
using System.Text;

namespace Parley.Crash.Tests;

/// <summary>Opens a user's socket and never reads a byte from it.</summary>
internal sealed class SilentClient : IDisposable
{
    private const int SmallBuffer = 4 * 1024;

    private readonly Socket connection = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = SmallBuffer };

    public static async Task<SilentClient> ConnectAsync(Uri address)
    {
        var client = new SilentClient();
        await client.connection.ConnectAsync(address.Host, address.Port);
        await client.connection.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        return client;
    }

    public void Dispose() => connection.Dispose();
}
