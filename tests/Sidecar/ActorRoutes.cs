using System.Text.Json;
using Dapr;
using Dapr.Actors;
using Dapr.Actors.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Parley.Sidecar;

/// <summary>The actor API: calls and reminders.</summary>
internal sealed class ActorRoutes(AppActors actors, AppReplica replica, Misbehaviour misbehaviour, bool keepsActors)
{
    private const string ErrorHeader = "X-DaprErrorResponseHeader";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/v1.0/actors/{type}/{id}/method/{method}", CallAsync);
        routes.MapPut("/v1.0/actors/{type}/{id}/reminders/{name}", context => ChangeAsync(context, RegisterAsync));
        routes.MapDelete("/v1.0/actors/{type}/{id}/reminders/{name}", context => ChangeAsync(context, UnregisterAsync));
        routes.MapGet("/v1.0/actors/{type}/{id}/state/{key}", ReadStateAsync);
    }

    private static string Value(HttpContext context, string name) => Uri.UnescapeDataString((string)context.GetRouteValue(name)!);

    private async Task CallAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers
            .Where(header => header.Key.StartsWith("X-Dapr", StringComparison.OrdinalIgnoreCase) || header.Key is "traceparent" or "tracestate")
            .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())).ToList();
        var turn = new ForwardTurn(Value(context, "method"), headers, body.ToArray(), misbehaviour.RepeatsCalls, context.RequestAborted);
        try
        {
            var answer = await actors.CallAsync(Value(context, "type"), Value(context, "id"), turn);
            if (answer.Status != StatusCodes.Status200OK)
            {
                await ApiError.WriteAsync(context, 500, "ERR_ACTOR_INVOKE_METHOD", $"error invoke actor method: error from actor service: ({answer.Status})");
                return;
            }

            foreach (var (name, value) in answer.Headers.Where(header => header.Key.Equals(ErrorHeader, StringComparison.OrdinalIgnoreCase)))
            {
                // daprd writes header names in its own letter case.
                context.Response.Headers["X-Daprerrorresponseheader"] = value;
            }

            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
        catch (DaprApiException refusal) when (refusal.ErrorCode == "ERR_ACTOR_NO_ADDRESS")
        {
            await ApiError.WriteAsync(context, 500, "ERR_ACTOR_INVOKE_METHOD", $"error invoke actor method: failed to lookup actor: {refusal.Message}");
        }
        catch (DaprApiException refusal)
        {
            await ApiError.WriteAsync(context, 503, refusal.ErrorCode, refusal.Message);
        }
        catch (HttpRequestException failure)
        {
            await ApiError.WriteAsync(context, 500, "ERR_ACTOR_INVOKE_METHOD", $"error invoke actor method: {failure.Message}");
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static async Task ChangeAsync(HttpContext context, Func<HttpContext, Task> change)
    {
        try
        {
            await change(context);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (DaprException refusal)
        {
            await ApiError.WriteAsync(context, 500, "ERR_ACTOR_REMINDER_CREATE", refusal.Message);
        }
    }

    private async Task RegisterAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        var period = body.RootElement.GetProperty("period").GetString();
        await actors.Reminders.RegisterReminderAsync(new ActorReminder(
            Value(context, "type"),
            new ActorId(Value(context, "id")),
            Value(context, "name"),
            body.RootElement.GetProperty("data").GetBytesFromBase64(),
            AppActors.Duration(body.RootElement.GetProperty("dueTime").GetString()) ?? TimeSpan.Zero,
            AppActors.Duration(period) ?? Timeout.InfiniteTimeSpan));
    }

    private Task UnregisterAsync(HttpContext context) => actors.Reminders.UnregisterReminderAsync(
        new ActorReminderToken(Value(context, "type"), new ActorId(Value(context, "id")), Value(context, "name")));

    private async Task ReadStateAsync(HttpContext context)
    {
        if (!keepsActors)
        {
            await ApiError.WriteAsync(
                context, 500, "ERR_ACTOR_RUNTIME_NOT_FOUND", "the state store is not configured to use the actor runtime.");
            return;
        }

        await replica.Attached.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
