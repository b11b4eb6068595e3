namespace Parley.Api.Health;

internal static class HealthServices
{
    public static void AddReadiness(this IServiceCollection services)
    {
        services.AddSingleton<SystemStatus>();
        services.AddHealthChecks().AddCheck<Readiness>("actors");
    }
}
