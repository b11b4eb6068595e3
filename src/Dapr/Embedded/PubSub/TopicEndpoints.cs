using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Dapr.Embedded.PubSub;

/// <summary>Finds the subscriptions among an application's endpoints.</summary>
internal static class TopicEndpoints
{
    public static IEnumerable<(TopicName Topic, RouteEndpoint Endpoint)> In(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        from topic in endpoint.Metadata.GetOrderedMetadata<ITopicMetadata>()
        select (new TopicName(topic.PubsubName, topic.Name), endpoint);

    /// <summary>The endpoint's path without its leading slash. Subscriptions have no route parameters.</summary>
    public static string Route(RouteEndpoint endpoint) => string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.OfType<RoutePatternLiteralPart>().Select(part => part.Content))));
}
