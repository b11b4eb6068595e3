using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Hosting;

namespace Parley.Api.Tests.Tracing;

/// <summary>Takes spans as a collector of OpenTelemetry does, by protobuf over HTTP.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<byte[]> exports = new();

    private Collector(WebApplication app) => this.app = app;

    /// <summary>What a service is told of it: the standard variables, and no long wait before an export.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", app.Urls.Single()),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_BSP_SCHEDULE_DELAY", "50"),
    ];

    /// <summary>All that came, byte for byte.</summary>
    public string Raw => string.Concat(exports.Select(Encoding.UTF8.GetString));

    public IReadOnlyList<Span> Spans =>
    [
        .. exports
            .SelectMany(export => Protobuf.Fields(export, 1))
            .SelectMany(resource => Protobuf.Fields(resource, 2))
            .SelectMany(scope => Protobuf.Fields(scope, 2))
            .Select(SpanOf),
    ];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector.app.MapPost("/v1/traces", collector.TakeAsync);
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>Waits until a trace has spans of all these names; all that it has then.</summary>
    public async Task<IReadOnlyList<Span>> TraceAsync(string traceId, IReadOnlyList<string> names, Func<string> evidence)
    {
        List<Span> trace = [];
        await Eventually.TrueAsync(
            () =>
            {
                trace = [.. Spans.Where(span => span.TraceId == traceId)];
                return Task.FromResult(names.All(name => trace.Exists(span => span.Name == name)));
            },
            $"trace {traceId} has {string.Join(", ", names)}",
            evidence: () => $"{string.Join('\n', trace)}\n{evidence()}");
        return trace;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static Span SpanOf(ReadOnlyMemory<byte> span) => new(
        Protobuf.Hex(span, 1),
        Protobuf.Hex(span, 2),
        Protobuf.Hex(span, 4),
        Protobuf.Text(span, 5),
        Protobuf.Fields(span, 9).ToDictionary(pair => Protobuf.Text(pair, 1), pair => Protobuf.Text(Protobuf.Fields(pair, 2).First(), 1)));

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        exports.Enqueue(body.ToArray());
    }
}
