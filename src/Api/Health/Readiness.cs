using Microsoft.Extensions.Diagnostics.HealthChecks;
using Parley.Sessions.Numbers;

namespace Parley.Api.Health;

/// <summary>Whether this replica can do its job: not stopping, and one actor round trip, store included, works.</summary>
internal sealed class Readiness(NumberDesk numbers, IHostApplicationLifetime lifetime) : IHealthCheck
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("the service is stopping");
        }

        try
        {
            await numbers.LastAsync().WaitAsync(Deadline, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"an actor round trip failed: {exception.GetType().Name}");
        }
    }
}
