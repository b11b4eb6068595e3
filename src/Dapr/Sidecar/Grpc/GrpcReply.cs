using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Dapr.Sidecar.Grpc;

/// <summary>The messages that answer one call, and the status that ends them.</summary>
internal sealed class GrpcReply : IDisposable
{
    /// <summary>Far above what a sidecar is configured to send; a longer message is a broken stream.</summary>
    private const int LongestMessage = 64 * 1024 * 1024;

    private readonly HttpResponseMessage response;
    private readonly Stream body;
    private readonly byte[] prefix = new byte[GrpcContent.PrefixLength];

    private GrpcReply(HttpResponseMessage response, Stream body)
    {
        this.response = response;
        this.body = body;
    }

    /// <exception cref="RpcException">The call was refused before there was an answer.</exception>
    public static async Task<GrpcReply> OpenAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new RpcException(StatusOf(response.StatusCode), $"HTTP status {(int)response.StatusCode}.");
        }

        if (response.Content.Headers.ContentType?.MediaType?.StartsWith("application/grpc", StringComparison.Ordinal) is not true)
        {
            throw new RpcException(GrpcStatus.Unknown, $"The answer's type is '{response.Content.Headers.ContentType}', not gRPC.");
        }

        if (response.Headers.Contains("grpc-status"))
        {
            Check(response.Headers);
        }

        return new GrpcReply(response, await response.Content.ReadAsStreamAsync(cancellation));
    }

    /// <summary>The next message; null when the call ended well.</summary>
    /// <exception cref="RpcException">The call ended with another status.</exception>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellation)
    {
        var read = await body.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellation);
        if (read == 0)
        {
            // An answer of nothing but trailers has them among its headers.
            Check(response.Headers.Contains("grpc-status") ? response.Headers : response.TrailingHeaders);
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1));
        if (read < prefix.Length || prefix[0] != 0 || length > LongestMessage)
        {
            throw new RpcException(GrpcStatus.Internal, "The answer is not framed as gRPC without compression.");
        }

        var message = new byte[length];
        await body.ReadExactlyAsync(message, cancellation);
        return message;
    }

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
    }

    private static void Check(HttpResponseHeaders trailers)
    {
        var status = First(trailers, "grpc-status") is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (GrpcStatus)number
            : GrpcStatus.Unknown;
        if (status != GrpcStatus.OK)
        {
            throw new RpcException(status, Uri.UnescapeDataString(First(trailers, "grpc-message") ?? "no message"));
        }
    }

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static GrpcStatus StatusOf(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest => GrpcStatus.Internal,
        HttpStatusCode.Unauthorized => GrpcStatus.Unauthenticated,
        HttpStatusCode.Forbidden => GrpcStatus.PermissionDenied,
        HttpStatusCode.NotFound => GrpcStatus.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
            GrpcStatus.Unavailable,
        _ => GrpcStatus.Unknown,
    };
}
