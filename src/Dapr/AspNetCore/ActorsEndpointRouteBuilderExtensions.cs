using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps what Dapr calls on an application with actors.</summary>
/// <remarks>Source: Dapr.Actors.AspNetCore of the .NET SDK 1.18.</remarks>
public static class ActorsEndpointRouteBuilderExtensions
{
    // High enough for a route of the application's own to win.
    private const int HealthOrder = 100;

    /// <summary>Maps <c>GET /healthz</c> to the application's health checks.</summary>
    public static IEndpointConventionBuilder MapActorsHandlers(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHealthChecks("/healthz").AllowAnonymous().WithOrder(HealthOrder);
}
