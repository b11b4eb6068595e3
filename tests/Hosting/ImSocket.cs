using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Parley.Hosting;

/// <summary>A client of <c>/ws/{user_id}</c>.</summary>
public sealed class ImSocket : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private byte[] buffer = new byte[4 * 1024];

    private ImSocket()
    {
    }

    public ClientWebSocket Socket { get; } = new();

    public static Task<ImSocket> ConnectAsync(ParleyHost host, string user, string? after = null) =>
        ConnectAsync(host.Address, user, after);

    public static async Task<ImSocket> ConnectAsync(Uri service, string user, string? after = null)
    {
        var socket = new ImSocket();
        var query = after is null ? "" : $"?after={Uri.EscapeDataString(after)}";
        var address = new UriBuilder(new Uri(service, $"/ws/{Uri.EscapeDataString(user)}{query}")) { Scheme = "ws" }.Uri;
        using var deadline = new CancellationTokenSource(Deadline);
        await socket.Socket.ConnectAsync(address, deadline.Token);
        return socket;
    }

    public Task SendAsync(object frame) => SendTextAsync(JsonSerializer.Serialize(frame));

    public Task SendTextAsync(string text) =>
        Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next frame; null when the server has closed the socket.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        var length = 0;
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            var received = await Socket.ReceiveAsync(buffer.AsMemory(length), deadline.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += received.Count;
            if (received.EndOfMessage)
            {
                return JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, length));
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * length);
            }
        }
    }

    /// <summary>The next frame of a type; others in between are an error.</summary>
    public async Task<JsonElement> ExpectAsync(string type)
    {
        var frame = await ReceiveAsync()
            ?? throw new InvalidOperationException($"A frame '{type}' was expected; the server closed with {Socket.CloseStatus}.");
        return frame.GetProperty("type").GetString() == type ? frame
            : throw new InvalidOperationException($"A frame '{type}' was expected, not {frame}.");
    }

    public void Dispose() => Socket.Dispose();
}
