using System.Diagnostics;
using System.Net.Http.Headers;

namespace Parley.Bench;

/// <summary>Posts from some connections, one request after the other on each, for a while.</summary>
internal static class LoadClient
{
    public const int Connections = 64;
    public const int Sessions = 1024;
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(double.TryParse(
        Environment.GetEnvironmentVariable("PARLEY_BENCH_SECONDS"), System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? seconds : 8);

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static Task<LoadResult> PostAsync(Uri address, Process process, Func<int, int, byte[]>? body = null) =>
        MeasureAsync(process, async (client, session, n) =>
        {
            using var content = new ByteArrayContent((body ?? Send)(session, n));
            content.Headers.ContentType = Json;
            using var response = await client.PostAsync(address, content);
            response.EnsureSuccessStatusCode();
        });

    public static async Task<LoadResult> MeasureAsync(Process process, Func<HttpClient, int, int, Task> act, int connections = Connections)
    {
        await RunAsync(act, Duration / 4, connections);
        var processor = process.TotalProcessorTime;
        var latencies = await RunAsync(act, Duration, connections);
        process.Refresh();
        return new LoadResult(latencies.Count, Duration, process.TotalProcessorTime - processor, [.. latencies.Order()]);
    }

    private static async Task<List<TimeSpan>> RunAsync(Func<HttpClient, int, int, Task> act, TimeSpan duration, int connections)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections });
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var runs = await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            var latencies = new List<TimeSpan>();
            for (var n = 0; Stopwatch.GetTimestamp() < end; n++)
            {
                var start = Stopwatch.GetTimestamp();
                await act(client, (connection + n * connections) % Sessions, n);
                latencies.Add(Stopwatch.GetElapsedTime(start));
            }

            return latencies;
        })));
        return [.. runs.SelectMany(latencies => latencies)];
    }

    /// <summary>A report to the information centre.</summary>
    public static byte[] Report(int session, int n) => System.Text.Encoding.UTF8.GetBytes(
        $$"""{"robotId":"robot-{{session % 8}}","sessionId":"user_{{session}}","senderId":"user_{{session}}","senderName":"张三","content":"你好，我的订单 {{n}} 什么时候发货？","messageType":"text"}""");

    private static byte[] Send(int session, int n) =>
        System.Text.Encoding.UTF8.GetBytes($$"""{"session_id":"user_{{session}}","content":"你好，我的订单 {{n}} 什么时候发货？"}""");
}
