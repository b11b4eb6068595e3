using Dapr.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dapr.Embedded.PubSub;

/// <summary>Hands events to the endpoints of a topic, as the request that daprd would send, unwrapped as <c>UseCloudEvents</c> does.</summary>
internal sealed class TopicDelivery(
    TopicName name, EndpointDataSource? endpoints, IServiceScopeFactory scopes, TimeProvider time, ILogger logger)
{
    private const int Attempts = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    public Task DeliverAsync(byte[] envelope, CancellationToken stop) =>
        Task.WhenAll(TopicEndpoints.In(endpoints?.Endpoints ?? [])
            .Where(subscription => subscription.Topic == name)
            .Select(subscription => DeliverAsync(subscription.Endpoint, envelope, stop)));

    private async Task DeliverAsync(RouteEndpoint endpoint, byte[] envelope, CancellationToken stop)
    {
        for (var attempt = 1; !await TryDeliverAsync(endpoint, envelope, stop); attempt++)
        {
            if (attempt == Attempts)
            {
                logger.EventDropped(name.PubsubName, name.Topic, endpoint.DisplayName, attempt);
                return;
            }

            await Task.Delay(FirstPause * (1 << (attempt - 1)), time, stop);
        }
    }

    private async Task<bool> TryDeliverAsync(RouteEndpoint endpoint, byte[] envelope, CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = Request(endpoint, envelope, scope.ServiceProvider, stop);
            await new CloudEventsMiddleware(endpoint.RequestDelegate!).InvokeAsync(context);
            return context.Response.StatusCode is >= 200 and < 300;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            logger.HandlerFailed(name.PubsubName, name.Topic, endpoint.DisplayName, fault);
            return false;
        }
    }

    private static DefaultHttpContext Request(
        RouteEndpoint endpoint, byte[] envelope, IServiceProvider services, CancellationToken stop)
    {
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = stop };
        context.SetEndpoint(endpoint);
        context.Features.Set<IHttpRequestBodyDetectionFeature>(new RequestWithBody());
        context.Features.Set(TopicDelivered.Instance);
        context.Request.Method = HttpMethods.Post;
        context.Request.Path = $"/{TopicEndpoints.Route(endpoint)}";
        context.Request.ContentType = CloudEventsMiddleware.CloudEventJson;
        context.Request.ContentLength = envelope.Length;
        context.Request.Body = new MemoryStream(envelope, writable: false);
        return context;
    }
}
