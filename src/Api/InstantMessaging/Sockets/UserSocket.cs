using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Idempotency;
using Parley.Sessions.Messages;

namespace Parley.Api.InstantMessaging.Sockets;

/// <summary>One socket of a user: what it sends goes into the user's session, what happens there comes out of it.</summary>
internal sealed partial class UserSocket(
    SocketWriter writer,
    string userId,
    SessionReader reader,
    SessionWriter sessions,
    SessionSignals signals,
    IdempotencyDesk idempotency,
    OwedReplies owed,
    MessageIds ids,
    SocketFrames frames,
    ILogger<UserSocket> logger) : IDisposable
{
    private const int MaxClientId = 128;
    private const int CatchUpBatch = 100;

    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(5);

    // Frames leave in the order of the messages: a push waits for message_sent of a send that is under way.
    private readonly SemaphoreSlim order = new(1, 1);
    private readonly Channel<SessionChange> changes = Channel.CreateBounded<SessionChange>(
        new BoundedChannelOptions(CatchUpBatch) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    // That a reply failed is told by the replica that recorded it, and by the feed.
    private readonly HashSet<long> unanswered = [];

    private long position;

    public async Task RunAsync(string? after, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await using var stop = stopping.Register(() => writer.Close(WebSocketCloseStatus.EndpointUnavailable, "the service is stopping"));
        var sending = writer.RunAsync();
        using var subscription = signals.Subscribe(userId, change => changes.Writer.TryWrite(change));
        var pushing = PushAsync(after, ended.Token);
        var receiving = ReceiveAsync(ended.Token);

        // Whoever ends the conversation, the writer says so last.
        await sending;
        await ended.CancelAsync();
        try
        {
            await receiving.WaitAsync(CloseDeadline, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            writer.Socket.Abort();
        }

        await Task.WhenAll(receiving, pushing);
    }

    public void Dispose() => order.Dispose();

    private async Task PushAsync(string? after, CancellationToken cancellation)
    {
        try
        {
            await InOrderAsync(() => CatchUpAsync(after, cancellation), cancellation);
            await foreach (var change in changes.Reader.ReadAllAsync(cancellation))
            {
                await InOrderAsync(() => PushAsync(change, cancellation), cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The socket has ended.
        }
        catch (Exception exception) when (Outage.Is(exception) || exception is ChannelClosedException)
        {
            // What was missed is sent when the client comes back with after=.
            writer.Close(WebSocketCloseStatus.InternalServerError, "the store does not answer");
        }
        catch (Exception exception)
        {
            PushFailed(logger, exception, userId);
            writer.Close(WebSocketCloseStatus.InternalServerError, "internal error");
        }
    }

    private async Task CatchUpAsync(string? after, CancellationToken cancellation)
    {
        var head = await reader.FindAsync(userId, cancellation);
        position = head?.Messages.Count ?? 0;

        // Whoever was welcomed gets everything that is written from then on.
        writer.Send(SocketFrames.Welcome(userId));
        if (string.IsNullOrEmpty(after))
        {
            return;
        }

        if (await ids.FindAsync(after, cancellation) is not { } found || found.Head.Id != userId)
        {
            writer.Send(SocketFrames.Error("消息不存在", "UNKNOWN_MESSAGE"));
            return;
        }

        var end = position;
        for (position = found.Message.Sequence; position < end; position = Math.Min(position + CatchUpBatch, end))
        {
            var missed = await reader.ReadMessagesAsync(head!, position + 1, Math.Min(position + CatchUpBatch, end), cancellation);
            foreach (var message in missed.Where(message => message.DeletedAt is null))
            {
                await writer.SendWhenFreeAsync(frames.Pushed(message), cancellation);
            }
        }
    }

    private async Task PushAsync(SessionChange change, CancellationToken cancellation)
    {
        if (change.Appended is { } appended)
        {
            await PushUpToAsync(appended, cancellation);
        }
        else if (change.Latest > position)
        {
            await PushMissedAsync(change.Latest, cancellation);
        }

        if (change.Closed is { } record && frames.Unanswered(record) is { } frame && unanswered.Add(record.Number))
        {
            writer.Send(frame);
            if (unanswered.Count > CatchUpBatch)
            {
                unanswered.Remove(unanswered.Min());
            }
        }
    }

    /// <summary>Pushes this message and those before it, as far as that was not done and they did not come over a socket.</summary>
    private async Task PushUpToAsync(Message last, CancellationToken cancellation)
    {
        if (last.Sequence <= position)
        {
            return;
        }

        if (last.Sequence == position + 1)
        {
            Push([last], last.Sequence);
        }
        else
        {
            await PushMissedAsync(last.Sequence, cancellation);
        }
    }

    private async Task PushMissedAsync(long latest, CancellationToken cancellation)
    {
        if (await reader.FindAsync(userId, cancellation) is { } head && Math.Min(latest, head.Messages.Count) is var last && last > position)
        {
            Push(await reader.ReadMessagesAsync(head, position + 1, last, cancellation), last);
        }
    }

    private void Push(IEnumerable<Message> missed, long latest)
    {
        foreach (var message in missed.Where(message => !message.OverSocket && message.DeletedAt is null))
        {
            writer.Send(frames.Pushed(message));
        }

        position = latest;
    }

    private async Task InOrderAsync(Func<Task> step, CancellationToken cancellation)
    {
        await order.WaitAsync(cancellation);
        try
        {
            await step();
        }
        finally
        {
            order.Release();
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var frame in SocketReader.ReadAsync(writer))
            {
                await InOrderAsync(() => AnswerAsync(JsonBody.Parse(frame), cancellation), cancellation);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            writer.Close(WebSocketCloseStatus.EndpointUnavailable, "the connection broke");
        }
    }

    private Task AnswerAsync(JsonBody frame, CancellationToken cancellation)
    {
        if (frame.Problem is not null)
        {
            writer.Send(SocketFrames.Error("消息格式错误", "INVALID_FORMAT"));
            return Task.CompletedTask;
        }

        switch (frame.Text("type"))
        {
            case "ping":
                writer.Send(SocketFrames.Pong(frame.Object.TryGetProperty("timestamp", out var timestamp) ? timestamp : null));
                return Task.CompletedTask;
            case "send_message":
                return SendAsync(frame, cancellation);
            default:
                writer.Send(SocketFrames.Error("未知的消息类型", "UNKNOWN_MESSAGE_TYPE"));
                return Task.CompletedTask;
        }
    }

    private async Task SendAsync(JsonBody frame, CancellationToken cancellation)
    {
        var content = frame.Text("content");
        if (ImText.CheckContent(content) is { } error)
        {
            writer.Send(SocketFrames.Error(error.Message, error.Code));
            return;
        }

        var clientId = frame.Text("client_id");
        if (frame.Object.TryGetProperty("client_id", out _) && clientId is not { Length: > 0 and <= MaxClientId })
        {
            writer.Send(SocketFrames.Error($"client_id must be 1 to {MaxClientId} characters", "INVALID_FORMAT"));
            return;
        }

        try
        {
            var claim = clientId is null ? null : await idempotency.ClaimAsync($"im\n/ws\n{userId}", clientId, "");
            var result = await sessions.AppendAsync(new AppendCommand(
                claim?.CommandId ?? Guid.NewGuid().ToString("N"),
                userId,
                InstantMessagingModule.Channel,
                new NewMessage(new Sender(userId, SenderRole.User), content!)
                {
                    OwedReply = owed.IsOn(InstantMessagingModule.Channel),
                    OverSocket = true,
                })
            {
                ClaimedAt = claim?.ClaimedAt,
            });
            if (result.Message is not { } message)
            {
                var refusal = result.Status == AppendStatus.Archived ? ImError.Archived : ImError.Overloaded;
                writer.Send(SocketFrames.Error(refusal.Message, refusal.Code));
                return;
            }

            // A client that comes back with this id has everything before it.
            await PushUpToAsync(message, cancellation);
            writer.Send(frames.Sent(message, clientId));
        }
        catch (Exception exception)
        {
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            var outage = Outage.Is(exception);
            if (!outage)
            {
                SendFailed(logger, exception, userId, Activity.Current?.TraceId);
            }

            writer.Send(SocketFrames.Error(outage ? ImError.Overloaded.Message : "服务器内部错误", outage ? ImError.Overloaded.Code : 500));
        }
    }

    [LoggerMessage(LogLevel.Error, "A message of user {UserId} over a socket failed, trace {TraceId}.")]
    private static partial void SendFailed(ILogger logger, Exception exception, string userId, ActivityTraceId? traceId);

    [LoggerMessage(LogLevel.Error, "What happens in the session of user {UserId} could not be pushed.")]
    private static partial void PushFailed(ILogger logger, Exception exception, string userId);
}
