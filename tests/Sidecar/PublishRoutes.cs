using System.Text.Json;
using Dapr.AspNetCore;
using Dapr.Embedded;
using Dapr.Embedded.PubSub;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Parley.Sidecar;

/// <summary>The publish API.</summary>
internal sealed class PublishRoutes(AppTopics topics, EmbeddedRuntime runtime)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1.0/publish/{pubsub}/{topic}", async context =>
    {
        var (pubSub, topic) = ((string)context.GetRouteValue("pubsub")!, (string)context.GetRouteValue("topic")!);
        if (!runtime.PubSubs.Contains(pubSub))
        {
            await ApiError.WriteAsync(context, 404, "ERR_PUBSUB_NOT_FOUND", $"pubsub {pubSub} is not found");
            return;
        }

        using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        topics.Publish(pubSub, topic, CloudEventEnvelope.Wrap(topics.AppId, new TopicName(pubSub, topic), body.RootElement, DateTimeOffset.UtcNow));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    });
}
