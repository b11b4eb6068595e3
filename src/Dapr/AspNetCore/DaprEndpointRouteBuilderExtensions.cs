using System.Text.Json;
using Dapr.AspNetCore;
using Dapr.Embedded.PubSub;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps what Dapr asks an application that subscribes to topics.</summary>
/// <remarks>Source: Dapr.AspNetCore of the .NET SDK 1.18.</remarks>
public static class DaprEndpointRouteBuilderExtensions
{
    /// <summary>Maps <c>GET /dapr/subscribe</c>: a JSON list of topic, component and route, one a topic, of all endpoints that have one.</summary>
    public static IEndpointConventionBuilder MapSubscribeHandler(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("dapr/subscribe", (EndpointDataSource source) => TypedResults.Json(List(source), JsonSerializerOptions.Web))
            .ExcludeFromDescription();

    private static IEnumerable<Subscription> List(EndpointDataSource source) =>
        from subscription in TopicEndpoints.In(source.Endpoints)
        group subscription.Endpoint by subscription.Topic into topic
        orderby topic.Key.PubsubName, topic.Key.Topic
        select new Subscription(topic.Key.Topic, topic.Key.PubsubName, TopicEndpoints.Route(topic.First()));
}
