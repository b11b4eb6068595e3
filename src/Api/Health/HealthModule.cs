using System.Globalization;
using Carter;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Parley.Api.Contracts;

namespace Parley.Api.Health;

/// <summary>Probes for operators and Dapr, and the two paths that several contracts share.</summary>
public sealed class HealthModule : ICarterModule
{
    private const string Version = "1.0.0";
    private const int InstantMessagingPort = 8000;
    private const int ChatPort = 5010;

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapGet("/livez", () => TypedResults.Ok(new Probe("ok", [])));
        app.MapGet("/healthz", () => TypedResults.Ok(new Probe("ok", [])));
        app.MapGet("/readyz", ReadyAsync).Produces<Probe>().Produces<Probe>(503);
        app.MapGet("/health", HealthAsync).Produces<WideHealth>().Produces<WideHealth>(503);
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

    private static async Task<IResult> HealthAsync(
        HttpRequest request, SystemStatus status, ContractTime times, TimeProvider time, CancellationToken cancellation)
    {
        if (request.Host.Port == InstantMessagingPort)
        {
            return TypedResults.Ok(new { status = "ok", version = Version });
        }

        var now = time.GetUtcNow();
        var system = await status.ReadAsync(cancellation);
        var code = system.Answers ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return request.Host.Port == ChatPort
            ? TypedResults.Json(
                new ChatHealth(system.Answers ? "服务正常" : "服务异常", now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), system), statusCode: code)
            : TypedResults.Json(
                new WideHealth(
                    system.Answers ? "healthy" : "unhealthy", times.Naive(DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds())), Version, system),
                statusCode: code);
    }

    private sealed record Probe(string Status, IReadOnlyList<string> Reasons);
}
