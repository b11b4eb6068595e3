using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dapr.Sidecar;

/// <summary>Unhealthy while the sidecar is away, or has not been looked at yet.</summary>
internal sealed class SidecarHealthCheck(SidecarRuntime runtime) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        !await runtime.AnswersAsync(cancellationToken) ? HealthCheckResult.Unhealthy("The sidecar does not answer.")
        : runtime.Refusal is { } refusal ? HealthCheckResult.Unhealthy(refusal)
        : !runtime.Accepted ? HealthCheckResult.Unhealthy("The sidecar's components have not been looked at yet.")
        : !runtime.Hosts ? HealthCheckResult.Unhealthy("The sidecar has not taken up the application's actors yet.")
        : HealthCheckResult.Healthy();
}
