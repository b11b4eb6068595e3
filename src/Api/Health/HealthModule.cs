using Carter;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Parley.Api.Contracts;

namespace Parley.Api.Health;

/// <summary>Probes for operators and Dapr, and the two paths that several contracts share.</summary>
public sealed class HealthModule : ICarterModule
{
    private const string Version = "1.0.0";
    private const int InstantMessagingPort = 8000;

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapGet("/livez", () => TypedResults.Ok(new Probe("ok", [])));
        app.MapGet("/healthz", () => TypedResults.Ok(new Probe("ok", [])));
        app.MapGet("/readyz", ReadyAsync).Produces<Probe>().Produces<Probe>(503);
        app.MapGet("/health", Health);
        app.MapGet("/", () => TypedResults.Ok(new { message = "Auto Session API is running", version = Version }));
    }

    private static async Task<IResult> ReadyAsync(HealthCheckService checks, CancellationToken cancellation)
    {
        var report = await checks.CheckHealthAsync(cancellation);
        var reasons = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
            .Select(entry => $"{entry.Key}: {entry.Value.Description}");
        return report.Status == HealthStatus.Healthy
            ? TypedResults.Ok(new Probe("ready", []))
            : TypedResults.Json(new Probe("unready", [.. reasons]), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Health(HttpRequest request, ContractTime times, TimeProvider time) =>
        request.Host.Port == InstantMessagingPort
            ? TypedResults.Ok(new { status = "ok", version = Version })
            : TypedResults.Ok(new { status = "healthy", timestamp = times.Naive(DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds())), version = Version });

    private sealed record Probe(string Status, IReadOnlyList<string> Reasons);
}
