using System.Buffers;
using System.Net.WebSockets;

namespace Parley.Api.InstantMessaging.Sockets;

/// <summary>Reads text frames until the socket is closed, or has to be for what it sent.</summary>
internal static class SocketReader
{
    private const int MaxFrame = 64 * 1024;

    /// <summary>The frames, each valid until the next is asked for.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(SocketWriter writer)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxFrame + 1);
        try
        {
            while (await ReadFrameAsync(writer, buffer) is { } length)
            {
                yield return buffer.AsMemory(0, length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<int?> ReadFrameAsync(SocketWriter writer, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var received = await writer.Socket.ReceiveAsync(buffer.AsMemory(length, MaxFrame + 1 - length), CancellationToken.None);
            length += received.Count;
            if (received.MessageType == WebSocketMessageType.Close)
            {
                writer.Close(WebSocketCloseStatus.NormalClosure, "");
                return null;
            }

            if (received.MessageType == WebSocketMessageType.Binary)
            {
                writer.Close(WebSocketCloseStatus.InvalidMessageType, "frames are JSON text");
                return null;
            }

            if (length > MaxFrame)
            {
                writer.Close(WebSocketCloseStatus.MessageTooBig, "a frame has at most 64 KiB");
                return null;
            }

            if (received.EndOfMessage)
            {
                return length;
            }
        }
    }
}
