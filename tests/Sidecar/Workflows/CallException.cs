using Dapr.Sidecar.Grpc;

namespace Parley.Sidecar.Workflows;

/// <summary>Ends a call with a status.</summary>
internal sealed class CallException(GrpcStatus status, string message) : InvalidOperationException(message)
{
    public GrpcStatus Status { get; } = status;
}
