namespace Parley.Api.Tracing;

internal static class TracingServices
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Without the variable nobody listens, and no span is made.</summary>
    public static void AddTraceExport(this IServiceCollection services)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Endpoint)))
        {
            // Spans of requests then say method, path and status.
            AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
            services.AddHostedService<TraceExport>();
        }
    }
}
