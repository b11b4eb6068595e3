using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Parley.Hosting;

namespace Parley.Bench;

/// <summary>A thousand event streams: how late events are and how many get through, against a bare endpoint that keeps nothing.</summary>
internal static class StreamBench
{
    private const int Streams = 1000;
    private const int Single = 50;
    private const int Burst = 200;

    public static async Task RunAsync()
    {
        Console.WriteLine($"\n{Streams} streams; {Single} messages one by one, then {Burst} at once; delivery counts from before the POST");
        await using (var bare = await ParleyHost.StartAsync("Bench", "Parley.Bench.dll", ["bare"]))
        {
            await MeasureAsync("bare", bare, "/stream", "/publish");
        }

        await using var parley = await ParleyHost.StartAsync(("Ai__Channels__info-center", "false"), ("Ai__Satisfaction", "false"));
        await MeasureAsync("parley", parley, "/api/messages/stream", "/api/messages");
    }

    private static async Task MeasureAsync(string name, ParleyHost host, string stream, string post)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Streams + 10 }) { Timeout = Timeout.InfiniteTimeSpan };
        using var ended = new CancellationTokenSource();
        var delays = new List<double>[Streams];
        var received = 0;
        var reading = new List<Task>();
        for (var i = 0; i < Streams; i++)
        {
            var mine = delays[i] = [];
            var response = await client.GetAsync(host.At(stream), HttpCompletionOption.ResponseHeadersRead, ended.Token);
            reading.Add(ReadAsync(response, mine, () => Interlocked.Increment(ref received), ended.Token));
        }

        await PostAsync(client, host.At(post), 0);
        await ReachAsync(() => received, Streams);
        for (var n = 1; n <= Single; n++)
        {
            await PostAsync(client, host.At(post), n);
            await ReachAsync(() => received, Streams * (n + 1));
        }

        var single = delays.SelectMany(delay => delay.Skip(1)).Order().ToList();
        using var process = Process.GetProcessById(host.ProcessId);
        var (watch, processor) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        await Task.WhenAll(Enumerable.Range(1, Burst).Select(n => PostAsync(client, host.At(post), Single + n)));
        await ReachAsync(() => received, Streams * (Single + Burst + 1));
        process.Refresh();
        Console.WriteLine(
            $"  {name,-7} one by one p50 {single[single.Count / 2],6:0.0} ms, p99 {single[single.Count * 99 / 100],6:0.0} ms; at once "
            + $"{Streams * Burst / watch.Elapsed.TotalSeconds,8:0} events/s, {(process.TotalProcessorTime - processor).TotalMicroseconds / (Streams * Burst):0.0} µs CPU an event");
        await ended.CancelAsync();
        await Task.WhenAll(reading);
    }

    private static async Task PostAsync(HttpClient client, Uri address, int n)
    {
        var now = Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(
            $$"""{"robotId":"r","sessionId":"s{{n % 16}}","senderId":"u","senderName":"u","content":"at {{now}} at","messageType":"text"}"""));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(address, content);
        response.EnsureSuccessStatusCode();
    }

    private static async Task ReadAsync(HttpResponseMessage response, List<double> delays, Action received, CancellationToken ended)
    {
        try
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ended));
            while (await reader.ReadLineAsync(ended) is { } line)
            {
                if (line.IndexOf("\"at ", StringComparison.Ordinal) is > 0 and var at)
                {
                    var digits = at + 4;
                    var sent = long.Parse(line.AsSpan(digits, line.IndexOf(' ', digits) - digits), CultureInfo.InvariantCulture);
                    delays.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                    received();
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The measurement is over.
        }
        finally
        {
            response.Dispose();
        }
    }

    private static Task ReachAsync(Func<int> received, int expected) => Eventually.TrueAsync(
        () => Task.FromResult(received() >= expected), $"{expected} events arrive", TimeSpan.FromMinutes(2), () => $"{received()} have.");
}
