using System.Globalization;
using Dapr.Embedded;
using Dapr.Embedded.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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

        var bytes = int.Parse(app.Configuration["Bare:Bytes"]!, CultureInfo.InvariantCulture);
        var rows = double.Parse(app.Configuration["Bare:Rows"]!, CultureInfo.InvariantCulture);
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

        await app.StartAsync();
        Console.WriteLine($"Parley listens on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
    }
}
