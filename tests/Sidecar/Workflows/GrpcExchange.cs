using System.Buffers.Binary;
using System.Globalization;
using Dapr.Sidecar.Grpc;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Parley.Sidecar.Workflows;

/// <summary>The server's end of one gRPC call.</summary>
internal sealed class GrpcExchange(HttpContext context)
{
    public CancellationToken Ended => context.RequestAborted;

    /// <summary>Cancelled when the server stops.</summary>
    public CancellationToken Stopping => context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    public async Task<T> ReadAsync<T>(MessageParser<T> parser)
        where T : IMessage<T>
    {
        var prefix = new byte[5];
        await context.Request.Body.ReadExactlyAsync(prefix, Ended);
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
        await context.Request.Body.ReadExactlyAsync(message, Ended);
        return parser.ParseFrom(message);
    }

    public async Task WriteAsync(IMessage message)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "application/grpc";
        }

        await context.Response.Body.WriteAsync(GrpcContent.Frame(message), Ended);
        await context.Response.Body.FlushAsync(Ended);
    }

    /// <summary>Ends the call; without an answer before it, the status is among the headers.</summary>
    public void End(GrpcStatus status, string message = "")
    {
        var number = ((int)status).ToString(CultureInfo.InvariantCulture);
        if (context.Response.HasStarted)
        {
            context.Response.AppendTrailer("grpc-status", number);
            context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
        }
        else
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = number;
            context.Response.Headers["grpc-message"] = Uri.EscapeDataString(message);
        }
    }
}
