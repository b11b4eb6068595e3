using Dapr;
using Dapr.AspNetCore;
using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Subscribes endpoints to topics.</summary>
public static class DaprEndpointConventionBuilderExtensions
{
    /// <summary>Subscribes the endpoint to a topic of a publish/subscribe component. It answers 404 to whatever Dapr does not deliver.</summary>
    public static T WithTopic<T>(this T builder, string pubsubName, string name)
        where T : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            endpoint.Metadata.Add(new TopicAttribute(pubsubName, name));
            var handle = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                if (context.Features.Get<TopicDelivered>() is not null)
                {
                    return handle(context);
                }

                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        });
        return builder;
    }
}
