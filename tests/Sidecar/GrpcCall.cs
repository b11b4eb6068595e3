using Dapr;
using Dapr.Embedded.State;
using Dapr.Sidecar.Grpc;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Parley.Sidecar;

/// <summary>A gRPC call with one answer, over the server's HTTP/2.</summary>
internal static class GrpcCall
{
    public static async Task AnswerAsync<TRequest>(HttpContext context, MessageParser<TRequest> parser, Func<TRequest, Task<IMessage>> answer)
        where TRequest : IMessage<TRequest>
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.ContentType = "application/grpc";
        try
        {
            var reply = await answer(parser.ParseFrom(body.ToArray().AsSpan(GrpcContent.PrefixLength)));
            await context.Response.Body.WriteAsync(GrpcContent.Frame(reply), context.RequestAborted);
            End(context, GrpcStatus.OK, "");
        }
        catch (StateConflictException conflict)
        {
            End(context, GrpcStatus.Aborted, conflict.Message);
        }
        catch (DaprException refusal)
        {
            End(context, GrpcStatus.Internal, refusal.Message);
        }
    }

    private static void End(HttpContext context, GrpcStatus status, string message)
    {
        context.Response.AppendTrailer("grpc-status", $"{(int)status}");
        context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
    }
}
