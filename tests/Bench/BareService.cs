using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Dapr.Embedded;
using Dapr.Embedded.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Parley.Bench;

/// <summary>The baseline: a bare Kestrel endpoint that group-commits the bytes of a message to SQLite and says so.</summary>
internal static class BareService
{
    private const int Keys = 1024;

    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDaprClient();
        var app = builder.Build();

        var bytes = int.Parse(app.Configuration["Bare:Bytes"] ?? "2000", CultureInfo.InvariantCulture);
        var rows = double.Parse(app.Configuration["Bare:Rows"] ?? "1", CultureInfo.InvariantCulture);
        var value = new byte[bytes];
        value.AsSpan().Fill((byte)'x');
        var written = 0L;
        app.MapGet("/readyz", () => "ready");
        app.MapPost("/bare", async (HttpContext context, EmbeddedRuntime runtime) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);

            // The second row of every n-th message stands for the pages that full tails move into.
            var n = Interlocked.Increment(ref written);
            var two = (long)(n * (rows - 1)) > (long)((n - 1) * (rows - 1));
            StateWrite[] writes = two
                ? [new StateWrite($"head.{n % Keys}", value.AsMemory(bytes / 2)), new StateWrite($"page.{n}", value.AsMemory(0, bytes / 2))]
                : [new StateWrite($"head.{n % Keys}", value)];
            await runtime.State("statestore").Store.WriteAsync(writes);
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
        });

        MapStream(app);
        MapChat(app);
        if (app.Configuration["Bare:Redis"] is { } redis)
        {
            MapList(app, await ConnectionMultiplexer.ConnectAsync(redis));
        }

        await app.StartAsync();
        Console.WriteLine($"Parley listens on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
    }

    /// <summary>The frames of a chat, said at once.</summary>
    private static void MapChat(WebApplication app) => app.MapPost("/chat-stream", async (HttpContext context) =>
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.ContentType = "text/event-stream";
        foreach (var frame in new[] { "event: start\ndata: {}\n\n", "data: {\"content\":\"一般 48 小时内发货。\"}\n\n", "event: done\ndata: {}\n\n" })
        {
            await context.Response.WriteAsync(frame, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    });

    /// <summary>Tasks in a list; who takes one moves it to another, until it is completed.</summary>
    private static void MapList(WebApplication app, ConnectionMultiplexer redis)
    {
        const string open = "open";
        const string taken = "taken";
        var tasks = redis.GetDatabase();
        var last = 0L;
        app.MapPost("/list/create", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            await tasks.ListLeftPushAsync(open, Interlocked.Increment(ref last));
        });
        app.MapGet("/list/take", async () => new { data = new { task_id = (string?)await tasks.ListRightPopLeftPushAsync(open, taken), lease = 1 } });
        app.MapPost("/list/complete/{id}", async (string id, HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            await tasks.ListRemoveAsync(taken, id);
        });
    }

    /// <summary>What is posted goes to everybody who listens, from memory.</summary>
    private static void MapStream(WebApplication app)
    {
        var listeners = new ConcurrentDictionary<Channel<byte[]>, bool>();
        app.MapPost("/publish", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            foreach (var listener in listeners.Keys)
            {
                listener.Writer.TryWrite(body.ToArray());
            }
        });
        app.MapGet("/stream", async (HttpContext context) =>
        {
            var mine = Channel.CreateUnbounded<byte[]>();
            listeners[mine] = true;
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await foreach (var data in mine.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.Body.WriteAsync((byte[])[.. "event: message\nid: 1\ndata: "u8, .. data, .. "\n\n"u8], context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
    }
}
