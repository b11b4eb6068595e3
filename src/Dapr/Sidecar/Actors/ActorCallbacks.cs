using System.Text.Json;
using Dapr.Actors;
using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;
using Dapr.Sidecar.Callbacks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dapr.Sidecar.Actors;

/// <summary>The calls, reminders and deactivations that the sidecar sends to the actors of this process.</summary>
internal sealed partial class ActorCallbacks(
    ActorRuntime actors, IOptions<ActorRuntimeOptions> options, TimeProvider time, ILogger<ActorCallbacks> logger) : ICallbacks
{
    // Under the official SDK, too, a method's name is unique among all interfaces of an actor.
    private readonly Dictionary<string, Dictionary<string, ActorMethod>> methods = options.Value.Actors.ToDictionary(
        actor => actor.Type.ActorTypeName,
        actor => actor.Type.InterfaceTypes.SelectMany(type => type.GetMethods()).ToDictionary(method => method.Name, ActorMethod.Of));

    private JsonSerializerOptions Json => options.Value.JsonSerializerOptions;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dapr/config", context => context.Response.WriteAsJsonAsync(
            ActorsConfiguration.Of(options.Value), SidecarJson.Default.ActorsConfiguration, cancellationToken: context.RequestAborted));
        routes.MapPut("/actors/{type}/{id}/method/remind/{name}", RemindAsync);
        routes.MapPut("/actors/{type}/{id}/method/{name}", CallAsync);
        routes.MapDelete("/actors/{type}/{id}", DeactivateAsync);
    }

    private static string Value(HttpContext context, string name) => Uri.UnescapeDataString((string)context.GetRouteValue(name)!);

    private static async Task<byte[]> ReadBodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    private async Task CallAsync(HttpContext context)
    {
        var (type, name) = (Value(context, "type"), Value(context, "name"));
        if (methods.GetValueOrDefault(type)?.GetValueOrDefault(name) is not { } method)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var answer = context.Response;
        var body = await ReadBodyAsync(context);
        if (TryRead(() => CallBody.ReadArguments(method, body, Json)) is not { } arguments)
        {
            await RefuseAsync(answer, StatusCodes.Status400BadRequest, $"The arguments of {name} cannot be read.");
            return;
        }

        try
        {
            var result = await method.TakeAsync(actors, type, new ActorId(Value(context, "id")), arguments, time);
            await answer.Body.WriteAsync(CallBody.WriteResult(method, result, Json), context.RequestAborted);
        }
        catch (ActorMethodInvocationException fault) when (fault.InnerException is ActorInvokeException thrown)
        {
            answer.Headers[RemoteFault.HeaderName] = RemoteFault.WriteHeader(fault);
            await answer.Body.WriteAsync(RemoteFault.WriteBody(thrown), context.RequestAborted);
        }
        catch (DaprApiException refusal)
        {
            await RefuseAsync(answer, StatusCodes.Status503ServiceUnavailable, refusal.Message);
        }
    }

    private T? TryRead<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            LogUnreadable(exception);
            return null;
        }
    }

    private async Task RemindAsync(HttpContext context)
    {
        var body = await ReadBodyAsync(context);
        if (TryRead(() => JsonSerializer.Deserialize(body, SidecarJson.Default.ReminderFiring)) is not { } firing)
        {
            await RefuseAsync(context.Response, StatusCodes.Status400BadRequest, "The reminder cannot be read.");
            return;
        }

        var (type, id, name) = (Value(context, "type"), new ActorId(Value(context, "id")), Value(context, "name"));
        var turn = new ReminderTurn(name, firing.Data ?? [], () => Task.CompletedTask);
        actors.Take(type, id, turn);
        try
        {
            await turn.End;
        }
        catch (DaprApiException refusal) when (refusal.IsTransient)
        {
            await RefuseAsync(context.Response, StatusCodes.Status503ServiceUnavailable, refusal.Message);
        }
        catch (Exception fault)
        {
            LogReminderFailed(name, type, id, fault);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private Task DeactivateAsync(HttpContext context) =>
        actors.DeactivateAsync(Value(context, "type"), new ActorId(Value(context, "id")));

    private static Task RefuseAsync(HttpResponse answer, int status, string reason)
    {
        answer.StatusCode = status;
        return answer.WriteAsync(reason);
    }

    [LoggerMessage(LogLevel.Warning, "A call from the sidecar cannot be read")]
    private partial void LogUnreadable(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Reminder {Reminder} of actor {ActorType} {ActorId} failed; the sidecar decides when it comes again")]
    private partial void LogReminderFailed(string reminder, string actorType, ActorId actorId, Exception fault);
}
