using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dapr.Embedded.Actors;

/// <summary>Unhealthy until the reminders that came due while no process ran have been fired.</summary>
internal sealed class ActorsHealthCheck(EmbeddedReminders reminders) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(reminders.CaughtUp
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("Overdue reminders are still being fired."));
}
