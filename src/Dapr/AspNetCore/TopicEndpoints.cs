using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Dapr.AspNetCore;

/// <summary>Finds the subscriptions among an application's endpoints.</summary>
internal static class TopicEndpoints
{
    public static IEnumerable<(TopicName Topic, RouteEndpoint Endpoint)> In(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        from topic in endpoint.Metadata.GetOrderedMetadata<ITopicMetadata>()
        select (new TopicName(topic.PubsubName, topic.Name), endpoint);

    /// <summary>The subscriptions, one a topic.</summary>
    public static IEnumerable<Subscription> List(IEnumerable<Endpoint> endpoints) =>
        from subscription in In(endpoints)
        group subscription.Endpoint by subscription.Topic into topic
        orderby topic.Key.PubsubName, topic.Key.Topic
        select new Subscription(topic.Key.Topic, topic.Key.PubsubName, Route(topic.First()));

    /// <summary>The endpoint's path without its leading slash. Subscriptions have no route parameters.</summary>
    public static string Route(RouteEndpoint endpoint) => string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.OfType<RoutePatternLiteralPart>().Select(part => part.Content))));
}
