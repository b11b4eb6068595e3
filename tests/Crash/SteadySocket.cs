using System.Net.WebSockets;
using System.Text.Json;
using Parley.Hosting;

namespace Parley.Crash.Tests;

/// <summary>
/// A user's client: when its socket breaks it comes back with <c>after=</c> of the last frame that it saw, and repeats what was
/// not answered. It notes every message in the order in which it saw it.
/// </summary>
internal sealed class SteadySocket : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    private readonly Func<ParleyHost> service;
    private readonly Ledger ledger;
    private readonly CancellationTokenSource ended = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly List<string> seen = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task running;
    private ImSocket? current;
    private Pending? pending;
    private int sent;

    /// <param name="service">The service; asked again for every connection.</param>
    /// <param name="ledger">Where answers and problems go.</param>
    /// <param name="user">The user, whose session it is as well.</param>
    /// <param name="after">The message that the client has seen before.</param>
    public SteadySocket(Func<ParleyHost> service, Ledger ledger, string user, string? after = null)
    {
        (this.service, this.ledger, User) = (service, ledger, user);
        if (after is not null)
        {
            Note(after);
        }

        running = RunAsync();
    }

    public string User { get; }

    public int Connects { get; private set; }

    public Task Welcomed => welcomed.Task;

    /// <summary>The ids of the messages of the session as the client saw them.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (seen)
            {
                return [.. seen];
            }
        }
    }

    /// <summary>Sends a message; done when <c>message_sent</c> was seen.</summary>
    public async Task SendAsync(string content)
    {
        ledger.Attempt(User, content);
        var message = new Pending($"{User}-{++sent}", content);
        pending = message;
        await TrySendPendingAsync();
        await message.Answered.Task;
    }

    /// <summary>Breaks the connection from the client's side.</summary>
    public void Break() => current?.Socket.Abort();

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        Break();
        await running;
        sending.Dispose();
        ended.Dispose();
    }

    private async Task RunAsync()
    {
        var pause = FirstPause;
        while (!ended.IsCancellationRequested)
        {
            try
            {
                using var socket = await ImSocket.ConnectAsync(service(), User, Seen is [.., var last] ? last : null);
                (current, pause) = (socket, FirstPause);
                Connects++;
                await TrySendPendingAsync();
                while (!ended.IsCancellationRequested && await socket.ReceiveAsync() is { } frame)
                {
                    await TakeAsync(frame);
                }
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                await Task.Delay(pause);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private async Task TakeAsync(JsonElement frame)
    {
        var id = frame.TryGetProperty("message_id", out var given) ? given.GetString()! : "";
        switch (frame.GetProperty("type").GetString())
        {
            case "welcome":
                welcomed.TrySetResult();
                break;
            case "message_sent":
                // A repeat is answered with the message of the first, which may have been caught up with already.
                Note(id);
                ledger.Acknowledge(new Acknowledgement(User, frame.GetProperty("content").GetString()!, id));
                if (pending is { } message && frame.GetProperty("client_id").GetString() == message.ClientId)
                {
                    pending = null;
                    message.Answered.SetResult();
                }

                break;
            case "message" or "ai_reply" when !Note(id):
                ledger.Complain($"The socket of {User} was sent {id} twice: {frame}");
                break;
            case "message" or "ai_reply":
                break;
            case "error" when frame.GetProperty("code").ToString() == "503":
                ledger.Refuse();
                await Task.Delay(FirstPause);
                await TrySendPendingAsync();
                break;
            default:
                ledger.Complain($"The socket of {User} was sent {frame}");
                break;
        }
    }

    private bool Note(string id)
    {
        lock (seen)
        {
            if (!known.Add(id))
            {
                return false;
            }

            seen.Add(id);
            return true;
        }
    }

    private async Task TrySendPendingAsync()
    {
        await sending.WaitAsync();
        try
        {
            if (pending is { } message && current is { } socket)
            {
                await socket.SendAsync(new { type = "send_message", content = message.Content, client_id = message.ClientId });
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The socket is broken; the next one sends it.
        }
        finally
        {
            sending.Release();
        }
    }
}
