using Dapr.Actors;
using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;
using Microsoft.Extensions.Options;

namespace Dapr.Sidecar.Actors;

/// <summary>Calls of actors through the sidecar, wherever they are.</summary>
internal sealed class SidecarActorCalls(SidecarHttp sidecar, SidecarRuntime runtime, IOptions<ActorRuntimeOptions> options) : IActorCalls
{
    // A call that comes just when its actor is let go of, or moves, is cut off by the sidecar; the next finds the actor anew.
    private const string CutOff = "context canceled";
    private const int Tries = 3;

    public async Task<TResult?> CallAsync<TResult>(string actorType, ActorId id, ActorMethod method, object?[] arguments, TimeSpan timeout)
    {
        await runtime.HostingAsync();
        var json = options.Value.JsonSerializerOptions;
        using var response = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Put, $"{ActorPath.Of(actorType, id)}/method/{method.Name}")
            {
                Headers = { { CallHeader.Name, CallHeader.Write(actorType, id, method) } },
                Content = CallBody.WriteArguments(method, arguments, json),
            },
            timeout);
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.Headers.Contains(RemoteFault.HeaderName)
            ? throw RemoteFault.Read(method, body)
            : (TResult?)CallBody.ReadResult(method, body, json);
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, TimeSpan timeout)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await sidecar.SendAsync(request(), timeout);
            }
            catch (DaprApiException exception) when (tries < Tries && exception.Message.EndsWith(CutOff, StringComparison.Ordinal))
            {
            }
        }
    }
}
