using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Dapr.Sidecar.Grpc;

/// <summary>One message as gRPC frames it: a byte that says it is not compressed, its length in four bytes, and itself.</summary>
internal sealed class GrpcContent : HttpContent
{
    public const int PrefixLength = 5;

    private readonly byte[] frame;

    public GrpcContent(IMessage message)
    {
        frame = Frame(message);
        Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
    }

    public static byte[] Frame(IMessage message)
    {
        var length = message.CalculateSize();
        var frame = new byte[PrefixLength + length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), length);
        message.WriteTo(frame.AsSpan(PrefixLength));
        return frame;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(frame).AsTask();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(frame, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
