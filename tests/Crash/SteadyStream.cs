using System.Net;
using Parley.Hosting;

namespace Parley.Crash.Tests;

/// <summary>An operator's client of the message stream: when it breaks it comes back with the id of the last event that it saw.</summary>
internal sealed class SteadyStream : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Func<ParleyHost> service;
    private readonly Ledger ledger;
    private readonly HttpClient client = new(new ServiceHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource ended = new();
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Task running;
    private string last;

    /// <param name="service">The service; asked again for every connection.</param>
    /// <param name="ledger">Where problems go.</param>
    /// <param name="after">The event that the client has seen before.</param>
    public SteadyStream(Func<ParleyHost> service, Ledger ledger, string after)
    {
        (this.service, this.ledger, last) = (service, ledger, after);
        seen.Add(after);
        running = RunAsync();
    }

    public int Connects { get; private set; }

    public IReadOnlyCollection<string> Seen
    {
        get
        {
            lock (seen)
            {
                return [.. seen];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await running;
        client.Dispose();
        ended.Dispose();
    }

    private async Task RunAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await FollowAsync();
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(Pause);
            }
        }
    }

    private async Task FollowAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, service().At("/api/messages/stream"));
        request.Headers.Add("Last-Event-ID", last);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ended.Token);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(Pause);
            return;
        }

        Connects++;
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ended.Token));
        string? id = null, data = null;
        while (await reader.ReadLineAsync(ended.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data = line;
            }
            else if (line == "event: reset")
            {
                ledger.Complain($"The stream does not know the event {last}.");
            }
            else if (line.Length == 0)
            {
                // An event counts when its end was seen; before that a client asks for it again.
                if (id is not null && data is not null)
                {
                    Note(id, data);
                }

                (id, data) = (null, null);
            }
        }
    }

    private void Note(string id, string data)
    {
        lock (seen)
        {
            if (!seen.Add(id))
            {
                ledger.Complain($"The stream sent {id} twice: {data}");
            }
        }

        last = id;
    }
}
