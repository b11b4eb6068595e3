using System.Net.WebSockets;
using System.Threading.Channels;

namespace Parley.Api.InstantMessaging.Sockets;

/// <summary>
/// Sends frames in order, from a bounded queue, and closes the socket once. A client that does not read loses its socket, so
/// that nobody else waits for it.
/// </summary>
public sealed class SocketWriter(WebSocket socket, int queueLength) : IDisposable
{
    /// <summary>RFC 6455 registry, "try again later"; .NET has no name for it.</summary>
    public const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    private static readonly TimeSpan CatchUpDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(5);

    private readonly Channel<byte[]> queue = Channel.CreateBounded<byte[]>(queueLength);
    private readonly CancellationTokenSource deadline = new();
    private (WebSocketCloseStatus Status, string Reason) closing;

    public WebSocket Socket => socket;

    /// <summary>Queues a frame; when the queue is full, the socket is on its way out.</summary>
    public void Send(byte[] frame)
    {
        if (!queue.Writer.TryWrite(frame))
        {
            Close(TryAgainLater, "the client does not read");
        }
    }

    /// <summary>Queues a frame, waiting for a client that is catching up, but not for ever.</summary>
    public async ValueTask SendWhenFreeAsync(byte[] frame, CancellationToken cancellation)
    {
        if (queue.Writer.TryWrite(frame))
        {
            return;
        }

        try
        {
            await queue.Writer.WriteAsync(frame, cancellation).AsTask().WaitAsync(CatchUpDeadline, cancellation);
        }
        catch (TimeoutException)
        {
            Close(TryAgainLater, "the client does not read");
            throw new ChannelClosedException();
        }
    }

    /// <summary>Closes after what is queued was sent, or without it when that takes too long. The first reason counts.</summary>
    public void Close(WebSocketCloseStatus status, string reason)
    {
        lock (queue)
        {
            if (closing == default)
            {
                closing = (status, reason);
                queue.Writer.TryComplete();

                // From now on, and not from an empty queue: who does not read never empties it.
                deadline.CancelAfter(CloseDeadline);
            }
        }
    }

    /// <summary>Runs until the socket is closed, by either side.</summary>
    public async Task RunAsync()
    {
        try
        {
            await foreach (var frame in queue.Reader.ReadAllAsync(deadline.Token))
            {
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
            }

            await socket.CloseOutputAsync(closing.Status, closing.Reason, deadline.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            Close(WebSocketCloseStatus.EndpointUnavailable, "the connection broke");
            socket.Abort();
        }
    }

    public void Dispose() => deadline.Dispose();
}
