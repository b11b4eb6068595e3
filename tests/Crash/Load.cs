using Parley.Hosting;

namespace Parley.Crash.Tests;

/// <summary>Everything that clients do at once while the service comes and goes.</summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Sessions = 16;
    private const int Users = 4;
    private const int HttpWriters = 16;
    private static readonly TimeSpan FinishDeadline = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource stopping = new();
    private readonly Task[] writing;

    private Load(Func<ParleyHost> service, Ledger ledger, IReadOnlyList<SteadySocket> sockets, SteadyStream stream, int seed)
    {
        (Ledger, Sockets, Stream) = (ledger, sockets, stream);
        SessionIds = [.. Enumerable.Range(1, Sessions).Select(number => $"session-{number}"), .. sockets.Select(socket => socket.User)];
        writing =
        [
            .. Enumerable.Range(1, HttpWriters).Select(number =>
                new HttpWriter(service, ledger, SessionIds, $"http-{number}", unchecked(seed + number)).RunAsync(stopping.Token)),
            .. sockets.Select((socket, index) => new SocketWriter(socket, unchecked(seed - index)).RunAsync(stopping.Token)),
        ];
    }

    public Ledger Ledger { get; }

    public IReadOnlyList<string> SessionIds { get; }

    public IReadOnlyList<SteadySocket> Sockets { get; }

    public SteadyStream Stream { get; }

    public static Task<Load> StartAsync(ParleyHost host, int seed) => StartAsync(() => host, seed);

    /// <param name="service">The service, or one of its replicas; asked again for every request and connection.</param>
    /// <param name="seed">What is random follows it.</param>
    public static async Task<Load> StartAsync(Func<ParleyHost> service, int seed)
    {
        var ledger = new Ledger();
        var sockets = new List<SteadySocket>();
        SteadyStream? stream = null;
        foreach (var user in Enumerable.Range(1, Users).Select(number => $"user-{number}"))
        {
            // Without a message to come back after, a client that is cut off before its first frame has nothing to ask for.
            var content = $"Hello, I am {user}";
            ledger.Attempt(user, content);
            var message = await service().PostMessageAsync(user, content);
            var first = message.GetProperty("message_id").GetString()!;
            stream ??= await OpenStreamAsync(service, ledger, $"msg-{message.GetProperty("id")}");
            ledger.Acknowledge(new Acknowledgement(user, content, first));
            sockets.Add(new SteadySocket(service, ledger, user, first));
        }

        return new Load(service, ledger, sockets, stream!, seed);
    }

    /// <summary>Sends nothing new; done when everything that has to be answered is.</summary>
    public async Task FinishAsync()
    {
        await stopping.CancelAsync();
        var finished = Task.WhenAll(writing);
        await Eventually.TrueAsync(
            () => Task.FromResult(finished.IsCompleted),
            "every repeated request is answered",
            FinishDeadline,
            () => $"{writing.Count(writer => !writer.IsCompleted)} writers still wait.");
        await finished;
    }

    /// <summary>Opens the stream after an event that the feed knows: that comes a moment after the answer to its message.</summary>
    private static async Task<SteadyStream> OpenStreamAsync(Func<ParleyHost> service, Ledger ledger, string first)
    {
        var host = service();
        await Eventually.TrueAsync(
            async () => (await host.Client.GetStringAsync(host.At("/api/messages"))).Contains($"\"{first}\"", StringComparison.Ordinal), $"{first} is listed");
        return new SteadyStream(service, ledger, first);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        foreach (var socket in Sockets)
        {
            await socket.DisposeAsync();
        }

        await Stream.DisposeAsync();
        stopping.Dispose();
    }
}
