using System.Diagnostics;
using System.Text.Json;
using Parley.Hosting;

namespace Parley.Bench;

/// <summary>Sends with the AI on and a model that answers at once: messages and replies a second, and how late replies are.</summary>
internal static class ReplyBench
{
    public static async Task RunAsync()
    {
        Console.WriteLine("\nPOST /api/message/send, AI on, model at 0 ms");
        await using var parley = await ParleyHost.StartAsync();
        using var service = Process.GetProcessById(parley.ProcessId);
        await LoadClient.PostAsync(parley.At("/api/message/send"), service);
        var earlier = (await SettleAsync(parley)).Messages;
        var before = await StateWritten.ReadAsync(parley.Client, parley.At("/metrics"));
        var watch = Stopwatch.StartNew();
        var processor = service.TotalProcessorTime;
        var sent = await LoadClient.PostAsync(parley.At("/api/message/send"), service);
        var (total, latencies) = await SettleAsync(parley);
        var (messages, elapsed) = (total - earlier, watch.Elapsed);
        service.Refresh();
        var written = await StateWritten.ReadAsync(parley.Client, parley.At("/metrics")) - before;

        Console.WriteLine($"  sends   {sent}");
        Console.WriteLine(
            $"  replies {messages / elapsed.TotalSeconds,8:0} /s   p50 {latencies[latencies.Count / 2],6:0} ms   p99 {latencies[latencies.Count * 99 / 100],6:0} ms after their message");
        Console.WriteLine(
            $"  a message with its reply writes {written.Rows / messages:0.00} documents, {written.Bytes / messages:0} bytes, {(service.TotalProcessorTime - processor).TotalMicroseconds / messages:0} µs CPU");
    }

    /// <summary>Waits until every record is closed; all durations in milliseconds, sorted.</summary>
    private static async Task<(long Messages, List<long> Durations)> SettleAsync(ParleyHost parley)
    {
        var durations = new List<long>();
        var messages = 0L;
        for (var session = 0; session < LoadClient.Sessions; session++)
        {
            JsonElement[] records = [];
            await Eventually.TrueAsync(
                async () =>
                {
                    records = await ReadAllAsync(parley, $"user_{session}");
                    return records.All(record => record.GetProperty("status").GetInt32() != 0);
                },
                "every record is closed",
                TimeSpan.FromMinutes(2));
            messages += records.Length;
            durations.AddRange(records.Select(record => record.GetProperty("duration_ms").GetInt64()));
        }

        durations.Sort();
        return (messages, durations);
    }

    private static async Task<JsonElement[]> ReadAllAsync(ParleyHost parley, string session)
    {
        var records = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var list = await parley.ListRecordsAsync(session, page);
            records.AddRange(list.GetProperty("records").EnumerateArray());
            if (records.Count >= list.GetProperty("total").GetInt64())
            {
                return [.. records];
            }
        }
    }
}
