using Dapr.Actors;
using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;
using Microsoft.Extensions.Options;

namespace Dapr.Sidecar.Actors;

/// <summary>Calls of actors through the sidecar, wherever they are.</summary>
internal sealed class SidecarActorCalls(SidecarHttp sidecar, IOptions<ActorRuntimeOptions> options) : IActorCalls
{
    public async Task<TResult?> CallAsync<TResult>(string actorType, ActorId id, ActorMethod method, object?[] arguments, TimeSpan timeout)
    {
        var json = options.Value.JsonSerializerOptions;
        var request = new HttpRequestMessage(HttpMethod.Put, $"{ActorPath.Of(actorType, id)}/method/{method.Name}")
        {
            Headers = { { CallHeader.Name, CallHeader.Write(actorType, id, method) } },
            Content = CallBody.WriteArguments(method, arguments, json),
        };
        using var response = await sidecar.SendAsync(request, timeout);
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.Headers.Contains(RemoteFault.HeaderName)
            ? throw RemoteFault.Read(method, body)
            : (TResult?)CallBody.ReadResult(method, body, json);
    }
}
