using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Parley.Api.Tracing;

/// <summary>
/// Sends spans where the standard variables of OpenTelemetry say. The client's own spans of HTTP calls are left out: they carry the
/// address of the model's provider.
/// </summary>
internal sealed class TraceExport : IHostedLifecycleService, IDisposable
{
    // Part of the 20 s in which the process stops.
    private const int FlushMilliseconds = 2000;

    private TracerProvider? provider;

    // Before anything else runs, and until all else has stopped.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        provider = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("parley").AddTelemetrySdk().AddEnvironmentVariableDetector())
            .AddSource("Microsoft.AspNetCore", "Parley.*")
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        provider?.ForceFlush(FlushMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose() => provider?.Dispose();
}
