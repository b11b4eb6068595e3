using System.Diagnostics;
using Dapr.Actors;
using Dapr.Actors.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Sessions;
using Parley.Sessions.Catalog;

namespace Parley.Bench;

/// <summary>What the catalog takes a second, what its lists cost with few and with many sessions, and what it holds in memory.</summary>
internal static class CatalogBench
{
    private const int Few = 1_000;
    private const int Many = 200_000;
    private const int OtherMessages = 1_000_000;
    private const int Batch = 256;
    private const int Questions = 200;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync()
    {
        Console.WriteLine($"\nCatalog: {Few} sessions against {Many}; a day of messages beside {OtherMessages} in other days");
        var few = await MeasureAsync(Few, 0);
        var many = await MeasureAsync(Many, OtherMessages);
        foreach (var (name, cost) in few)
        {
            Console.WriteLine($"  {name,-34} {cost,7:0} µs against {many[name],7:0} µs, ratio {many[name] / cost:0.00}");
        }
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(int sessions, int otherMessages)
    {
        var folder = Directory.CreateTempSubdirectory("parley-bench-").FullName;
        await using var app = await StartAsync(folder);
        var catalog = app.Services.GetRequiredService<IActorProxyFactory>().CreateActorProxy<ICatalogActor>(new ActorId(CatalogActor.TheOne), nameof(CatalogActor));
        await catalog.TakeAsync([]);
        var empty = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        await TakeAsync(catalog, Enumerable.Range(0, sessions).Select(n => Session(n, 1, Start.AddMilliseconds(n))));
        var held = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine($"  {sessions} sessions with a message: {sessions / watch.Elapsed.TotalSeconds:0}/s, {(held - empty) / sessions} bytes of memory each");
        if (otherMessages > 0)
        {
            watch.Restart();
            await TakeAsync(catalog, Enumerable.Range(0, otherMessages).Select(n => Session(n % 1000, 2 + n / 1000, Start.AddDays(1).AddMilliseconds(n * 500L))));
            Console.WriteLine(
                $"  {otherMessages} messages: {otherMessages / watch.Elapsed.TotalSeconds:0}/s, {(GC.GetTotalMemory(forceFullCollection: true) - held) / otherMessages} bytes of memory each");
        }

        var day = new StatisticsQuery { From = Start, Before = Start.AddDays(1) };
        var costs = new Dictionary<string, double>
        {
            ["sessions, page 1"] = await TimeAsync(() => catalog.ListSessionsAsync(new SessionQuery(50))),
            ["sessions of a robot, page 1"] = await TimeAsync(() => catalog.ListSessionsAsync(new SessionQuery(50) { RobotId = "robot-3" })),
            ["active sessions of a robot, page 1"] = await TimeAsync(() =>
                catalog.ListSessionsAsync(new SessionQuery(50) { RobotId = "robot-3", Status = SessionStatus.Active })),
            ["sessions of a user, page 1"] = await TimeAsync(() => catalog.ListSessionsAsync(new SessionQuery(50) { UserId = "user-7" })),
            ["messages, page 1"] = await TimeAsync(() => catalog.ListMessagesAsync(new MessageQuery(50))),
            ["messages of a robot, page 1"] = await TimeAsync(() => catalog.ListMessagesAsync(new MessageQuery(50) { RobotId = "robot-3" })),
            ["statistics of a day"] = await TimeAsync(() => catalog.CountAsync(day)),
        };
        await app.StopAsync();
        Directory.Delete(folder, recursive: true);
        return costs;
    }

    private static async Task TakeAsync(ICatalogActor catalog, IEnumerable<SessionUpdate> updates)
    {
        foreach (var batch in updates.Chunk(Batch))
        {
            await catalog.TakeAsync(batch);
        }
    }

    private static SessionUpdate Session(int n, long version, DateTimeOffset at) => new(
        new SessionSummary
        {
            Id = $"session-{n}",
            Version = version,
            Channel = "info-center",
            RobotId = $"robot-{n % 8}",
            UserId = $"user-{n / 40}",
            CreatedAt = Start.AddMilliseconds(n),
            LastActivityAt = at,
        },
        [
            new CatalogEntry(version, EntryKind.Message, at)
            {
                Sequence = version,
                MessageVersion = 1,
                Row = new MessageRow
                {
                    Number = n + version * 1_000_000,
                    Sequence = version,
                    Version = 1,
                    CreatedAt = at,
                    UpdatedAt = at,
                    SenderId = $"user-{n % 5000}",
                    SenderName = "张三",
                    RobotId = $"robot-{n % 8}",
                },
            },
        ]);

    private static async Task<double> TimeAsync(Func<Task> question)
    {
        var times = new List<double>();
        for (var n = 0; n < Questions; n++)
        {
            var start = Stopwatch.GetTimestamp();
            await question();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return times.Order().ElementAt(Questions / 2);
    }

    private static async Task<WebApplication> StartAsync(string folder)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Dapr:ResourcesPath"] = await LongSessionBench.WriteComponentsAsync(folder);
        builder.Services.AddSessions(builder.Configuration);
        var app = builder.Build();
        await app.StartAsync();
        return app;
    }
}
