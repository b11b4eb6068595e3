using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Sessions;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Tests;

namespace Parley.Bench;

/// <summary>What appending, reading a page, editing and deleting cost in a session of a million messages, against one of a hundred.</summary>
internal static class LongSessionBench
{
    private const long Short = 100;
    private const long Long = 1_000_000;
    private const int Operations = 400;

    public static async Task RunAsync()
    {
        Console.WriteLine($"\nA session of {Long} messages against one of {Short}");
        var folder = Directory.CreateTempSubdirectory("parley-bench-").FullName;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Dapr:ResourcesPath"] = await WriteComponentsAsync(folder);
        builder.Services.AddSessions(builder.Configuration);
        var app = builder.Build();
        await app.StartAsync();

        var watch = Stopwatch.StartNew();
        var documents = app.Services.GetRequiredService<DocumentStore>();
        await SessionSeeder.SeedAsync(documents, "short", Short);
        await SessionSeeder.SeedAsync(documents, "long", Long);
        Console.WriteLine($"  seeded in {watch.Elapsed.TotalSeconds:0} s");

        var (writer, reader) = (app.Services.GetRequiredService<SessionWriter>(), app.Services.GetRequiredService<SessionReader>());
        var random = new Random(1);
        await CompareAsync("append", (session, n) => writer.AppendAsync(new AppendCommand(
            $"{session}-{n}", session, "im", new NewMessage(new Sender("user", SenderRole.User), "你好，我的订单什么时候发货？"))));
        await CompareAsync("read a page of 20", async (session, _) =>
        {
            var head = (await reader.FindAsync(session))!;
            var from = 1 + random.NextInt64(head.Messages.Count - 20);
            await reader.ReadMessagesAsync(head, from, from + 19);
        });
        await CompareAsync("edit one", (session, n) => writer.Session(session).EditAsync(new EditCommand(
            1 + random.NextInt64(session == "short" ? Short : Long), EditedFields.Confidence)
        { Confidence = 0.5 }));
        foreach (var session in new[] { "short", "long" })
        {
            var start = Stopwatch.GetTimestamp();
            await writer.Session(session).DeleteAsync(new DeleteSessionCommand());
            Console.WriteLine($"  delete the {session} one: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.0} ms");
        }

        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Runs both turn about; medians, and what each wrote on average.</summary>
    private static async Task CompareAsync(string name, Func<string, int, Task> operation)
    {
        using var written = new WrittenMeter();
        var times = new Dictionary<string, List<double>> { ["short"] = [], ["long"] = [] };
        var totals = new Dictionary<string, (long Rows, long Bytes)>();
        for (var n = 0; n < Operations; n++)
        {
            foreach (var (session, taken) in times)
            {
                var before = written.Total;
                var start = Stopwatch.GetTimestamp();
                await operation(session, n);
                taken.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                var total = totals.GetValueOrDefault(session);
                totals[session] = (total.Rows + written.Total.Rows - before.Rows, total.Bytes + written.Total.Bytes - before.Bytes);
            }
        }

        var (small, large) = (Median(times["short"]), Median(times["long"]));
        Console.WriteLine(
            $"  {name,-18} {small,6:0} µs against {large,6:0} µs, ratio {large / small:0.00}; " +
            $"writes {Mean(totals["short"])} against {Mean(totals["long"])}");
    }

    private static string Mean((long Rows, long Bytes) total) => $"{(double)total.Rows / Operations:0.00} documents, {total.Bytes / Operations} bytes";

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    public static async Task<string> WriteComponentsAsync(string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "statestore.yaml"), $"""
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata:
              name: statestore
            spec:
              type: state.sqlite
              version: v1
              metadata:
              - name: connectionString
                value: "{Path.Combine(folder, "parley.db")}"
              - name: actorStateStore
                value: "true"
            """);
        return folder;
    }

    /// <summary>Sums the runtime's own counters of what it writes.</summary>
    private sealed class WrittenMeter : IDisposable
    {
        private readonly MeterListener listener = new();
        private long rows;
        private long bytes;

        public WrittenMeter()
        {
            listener.InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Name is "parley.state.rows" or "parley.state.bytes")
                {
                    meters.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
                Interlocked.Add(ref instrument.Name == "parley.state.rows" ? ref rows : ref bytes, value));
            listener.Start();
        }

        public (long Rows, long Bytes) Total => (Interlocked.Read(ref rows), Interlocked.Read(ref bytes));

        public void Dispose() => listener.Dispose();
    }
}
