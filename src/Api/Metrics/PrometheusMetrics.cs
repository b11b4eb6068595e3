namespace Parley.Api.Metrics;

public static class PrometheusMetrics
{
    public static IServiceCollection AddPrometheusMetrics(this IServiceCollection services) =>
        services.AddSingleton<MetricRegistry>();

    /// <summary>Maps <c>/metrics</c>. Counting begins here and not with the first scrape.</summary>
    public static IEndpointConventionBuilder MapPrometheusMetrics(this IEndpointRouteBuilder endpoints)
    {
        var registry = endpoints.ServiceProvider.GetRequiredService<MetricRegistry>();
        return endpoints.MapGet("/metrics", () => TypedResults.Text(registry.Collect(), PrometheusText.ContentType)).ExcludeFromDescription();
    }
}
