namespace Dapr.Sidecar.Grpc;

/// <summary>A call that the sidecar did not answer with OK, or not at all.</summary>
internal sealed class RpcException(GrpcStatus status, string detail, Exception? cause = null)
    : DaprException($"The sidecar's gRPC call ended as {status}: {detail}", cause!)
{
    public GrpcStatus Status { get; } = status;

    /// <summary>Whether the sidecar was out of reach or out of time, so that the same call may succeed later.</summary>
    public bool IsTransient => Status is GrpcStatus.Unavailable or GrpcStatus.DeadlineExceeded;
}
