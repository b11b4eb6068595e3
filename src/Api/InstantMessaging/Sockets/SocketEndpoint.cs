using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Parley.Api.Contracts;

namespace Parley.Api.InstantMessaging.Sockets;

internal static class SocketEndpoint
{
    public static async Task HandleAsync(
        HttpContext context,
        [FromRoute(Name = "user_id")] string userId,
        Views views,
        OpenSockets sockets,
        IOptions<StreamingOptions> streaming,
        IHostApplicationLifetime lifetime)
    {
        // The one escape that the server leaves in a path.
        userId = userId.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await views.Of(ImError.BadInput("a WebSocket upgrade is expected here")).ExecuteAsync(context);
        }
        else if (ImText.CheckSessionId(userId) is { } error)
        {
            await views.Of(error).ExecuteAsync(context);
        }
        else if (!sockets.TryEnter())
        {
            context.Response.Headers.RetryAfter = "1";
            await views.Of(ImError.Overloaded).ExecuteAsync(context);
        }
        else
        {
            try
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                using var writer = new SocketWriter(socket, streaming.Value.QueueLength);
                using var connection = ActivatorUtilities.CreateInstance<UserSocket>(context.RequestServices, writer, userId);
                await connection.RunAsync(context.Request.Query["after"], lifetime.ApplicationStopping);
            }
            finally
            {
                sockets.Leave();
            }
        }
    }
}
