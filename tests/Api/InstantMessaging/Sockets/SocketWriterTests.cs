using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Parley.Api.InstantMessaging.Sockets;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging.Sockets;

public sealed class SocketWriterTests
{
    [Fact]
    public async Task A_full_queue_ends_in_a_close_1013_for_a_client_that_reads_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var accepted = await listener.AcceptTcpClientAsync();
        using var server = WebSocket.CreateFromStream(accepted.GetStream(), new WebSocketCreationOptions { IsServer = true });
        using var reader = WebSocket.CreateFromStream(client.GetStream(), new WebSocketCreationOptions());
        using var writer = new SocketWriter(server, queueLength: 4);
        var running = writer.RunAsync();
        var frame = new byte[1024 * 1024];
        Array.Fill(frame, (byte)' ');
        for (var i = 0; i < 64; i++)
        {
            writer.Send(frame);
        }

        var (frames, buffer) = (0, new byte[frame.Length]);
        WebSocketReceiveResult received;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        do
        {
            received = await reader.ReceiveAsync(buffer, deadline.Token);
            frames += received is { EndOfMessage: true, MessageType: WebSocketMessageType.Text } ? 1 : 0;
        }
        while (received.MessageType != WebSocketMessageType.Close);

        Assert.Equal(1013, (int)reader.CloseStatus!.Value);
        Assert.InRange(frames, 1, 63);
        await running;
    }
}
