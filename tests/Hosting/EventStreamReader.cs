using System.Net;
using System.Text;

namespace Parley.Hosting;

/// <summary>A client of a stream of server-sent events. It knows the latest id that it has, and can hang up after any byte.</summary>
public sealed class EventStreamReader : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage response;
    private readonly Stream body;
    private readonly byte[] buffer = new byte[16 * 1024];
    private readonly Queue<string> blocks = new();
    private byte[] unfinished = [];

    private EventStreamReader(HttpResponseMessage response, Stream body, string? lastEventId)
    {
        this.response = response;
        this.body = body;
        LastEventId = lastEventId;
    }

    public HttpResponseMessage Response => response;

    public string? LastEventId { get; private set; }

    /// <summary>Opens a stream and waits for its first block, after which nothing is missed.</summary>
    public static async Task<EventStreamReader> OpenAsync(ParleyHost host, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, host.At(path));
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        using var deadline = new CancellationTokenSource(Deadline);
        var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{path} answered {response.StatusCode}: {await response.Content.ReadAsStringAsync(deadline.Token)}");
        }

        return new EventStreamReader(response, await response.Content.ReadAsStreamAsync(deadline.Token), lastEventId);
    }

    /// <summary>The next block as it was sent, without the blank line; null when the stream has ended.</summary>
    public async Task<string?> NextBlockAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (blocks.Count == 0)
        {
            if (!await ReadAsync(buffer.Length, deadline.Token))
            {
                return null;
            }
        }

        return blocks.Dequeue();
    }

    /// <summary>The next event, heartbeats left out; null when the stream has ended.</summary>
    public async Task<ServerEvent?> NextAsync()
    {
        while (await NextBlockAsync() is { } block)
        {
            if (ServerEvent.Parse(block) is { Type: not "heartbeat" } told)
            {
                LastEventId = told.Id ?? LastEventId;
                return told;
            }
        }

        return null;
    }

    /// <summary>The next event, which must be of this type.</summary>
    public async Task<ServerEvent> ExpectAsync(string type)
    {
        var told = await NextAsync() ?? throw new InvalidOperationException($"An event '{type}' was expected; the stream has ended.");
        return told.Type == type ? told : throw new InvalidOperationException($"An event '{type}' was expected, not {told}.");
    }

    /// <summary>Reads so many bytes, or until nothing comes for a while, and hangs up: the events that were whole, heartbeats left out.</summary>
    public async Task<IReadOnlyList<ServerEvent>> CutAfterAsync(int bytes, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            for (var left = bytes; left > 0;)
            {
                var count = await body.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), deadline.Token);
                if (count == 0)
                {
                    break;
                }

                Take(count);
                left -= count;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpIOException)
        {
            // What was whole counts.
        }

        Dispose();
        var events = blocks.Select(ServerEvent.Parse).OfType<ServerEvent>().Where(told => told.Type != "heartbeat").ToList();
        LastEventId = events.FindLast(told => told.Id is not null)?.Id ?? LastEventId;
        return events;
    }

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
    }

    private async Task<bool> ReadAsync(int most, CancellationToken cancellation)
    {
        var count = await body.ReadAsync(buffer.AsMemory(0, most), cancellation);
        Take(count);
        return count > 0;
    }

    private void Take(int count)
    {
        unfinished = [.. unfinished, .. buffer.AsSpan(0, count)];
        while (unfinished.AsSpan().IndexOf("\n\n"u8) is >= 0 and var end)
        {
            blocks.Enqueue(Encoding.UTF8.GetString(unfinished, 0, end));
            unfinished = unfinished[(end + 2)..];
        }
    }
}
