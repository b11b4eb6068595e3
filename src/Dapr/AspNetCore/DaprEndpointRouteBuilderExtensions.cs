using System.Text.Json;
using Dapr.AspNetCore;
using Dapr.Sidecar;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps what Dapr asks an application that subscribes to topics.</summary>
/// <remarks>Source: Dapr.AspNetCore of the .NET SDK 1.18.</remarks>
public static class DaprEndpointRouteBuilderExtensions
{
    /// <summary>Maps <c>GET /dapr/subscribe</c>: a JSON list of topic, component and route, one a topic, of all endpoints that have one.
    /// Beside a sidecar the list is on the listener that takes the sidecar's calls, and on no other.</summary>
    public static IEndpointConventionBuilder MapSubscribeHandler(this IEndpointRouteBuilder endpoints) =>
        endpoints.ServiceProvider.GetService<SidecarOptions>() is not null
            ? new NoEndpoint()
            : endpoints.MapGet("dapr/subscribe", (EndpointDataSource source) => TypedResults.Json(TopicEndpoints.List(source.Endpoints), JsonSerializerOptions.Web))
                .ExcludeFromDescription();

    private sealed class NoEndpoint : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention)
        {
        }
    }
}
