using System.Text.Json;
using Dapr.AspNetCore;
using Dapr.Embedded;
using Dapr.Embedded.PubSub;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Parley.Sidecar;

/// <summary>The publish API: what is published reaches every replica.</summary>
internal sealed class PublishRoutes(Placement placement, EmbeddedRuntime runtime)
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
        var envelope = CloudEventEnvelope.Wrap(runtime.AppId, new TopicName(pubSub, topic), body.RootElement, DateTimeOffset.UtcNow);
        foreach (var replica in placement.Replicas)
        {
            replica.Topics.Publish(pubSub, topic, envelope);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    });
}
