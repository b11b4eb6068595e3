using Dapr.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dapr.Sidecar.Callbacks;

/// <summary>The application's subscriptions, and the events that the sidecar delivers to its endpoints.</summary>
internal sealed class TopicCallbacks(IServiceProvider services) : ICallbacks
{
    private IReadOnlyList<Endpoint> Endpoints => services.GetService<EndpointDataSource>()?.Endpoints ?? [];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dapr/subscribe", context => context.Response.WriteAsJsonAsync(
            TopicEndpoints.List(Endpoints).ToArray(), SidecarJson.Default.SubscriptionArray, cancellationToken: context.RequestAborted));
        routes.Map("/{**path}", DeliverAsync);
    }

    private async Task DeliverAsync(HttpContext context)
    {
        var path = (string?)context.GetRouteValue("path");
        var endpoint = TopicEndpoints.In(Endpoints).Select(subscription => subscription.Endpoint)
            .FirstOrDefault(endpoint => TopicEndpoints.Route(endpoint).Equals(path, StringComparison.OrdinalIgnoreCase));
        if (endpoint is null || !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.SetEndpoint(endpoint);
        context.Features.Set(TopicDelivered.Instance);
        await new CloudEventsMiddleware(endpoint.RequestDelegate!).InvokeAsync(context);
    }
}
