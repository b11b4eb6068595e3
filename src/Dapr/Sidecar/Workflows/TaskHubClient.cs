using Dapr.Sidecar.Grpc;
using Dapr.Sidecar.Workflows.Wire;
using Google.Protobuf;

namespace Dapr.Sidecar.Workflows;

/// <summary>The calls of the sidecar's workflow service that Parley makes. Each throws <see cref="RpcException"/> when it does not end with OK.</summary>
internal sealed class TaskHubClient(SidecarOptions sidecar) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>A wait is asked anew after this, so that one which the sidecar forgot does not last for ever.</summary>
    private static readonly TimeSpan WaitDeadline = TimeSpan.FromSeconds(60);

    /// <summary>A connection of its own, in the network's time, whatever clock the application has.</summary>
    private readonly GrpcChannel channel = new(sidecar, TimeProvider.System);

    public Task HelloAsync(CancellationToken cancellation) => CallAsync("Hello", new Nothing(), Nothing.Parser, cancellation);

    /// <summary>The work items of this application, until the stream breaks.</summary>
    public IAsyncEnumerable<WorkItem> GetWorkItemsAsync(CancellationToken cancellation) =>
        channel.StreamAsync(Name("GetWorkItems"), new Nothing(), WorkItem.Parser, cancellation);

    public Task CompleteAsync(WorkflowResponse turn, CancellationToken cancellation) =>
        CallAsync("CompleteOrchestratorTask", turn, Nothing.Parser, cancellation);

    public Task CompleteAsync(ActivityResponse activity, CancellationToken cancellation) =>
        CallAsync("CompleteActivityTask", activity, Nothing.Parser, cancellation);

    public Task<GetInstanceHistoryResponse> GetHistoryAsync(string instanceId, CancellationToken cancellation) => CallAsync(
        "GetInstanceHistory", new GetInstanceHistoryRequest { InstanceId = instanceId }, GetInstanceHistoryResponse.Parser, cancellation);

    /// <summary>The instances that there are, ended ones too. The sidecar looks at every key of its store.</summary>
    public Task<ListInstanceIdsResponse> ListAsync(CancellationToken cancellation) =>
        CallAsync("ListInstanceIDs", new Nothing(), ListInstanceIdsResponse.Parser, cancellation);

    /// <summary>Ends when the first turn has run.</summary>
    public Task StartAsync(CreateInstanceRequest instance) =>
        CallAsync("StartInstance", instance, CreateInstanceResponse.Parser, CancellationToken.None);

    public async Task<GetInstanceResponse> GetAsync(string instanceId, CancellationToken cancellation)
    {
        var request = new GetInstanceRequest { InstanceId = instanceId, GetInputsAndOutputs = true };
        try
        {
            return await CallAsync("GetInstance", request, GetInstanceResponse.Parser, cancellation);
        }
        catch (RpcException failure) when (failure.Status == GrpcStatus.NotFound)
        {
            // Some releases say so, others say that it does not exist.
            return new GetInstanceResponse();
        }
    }

    /// <summary>Ends when the instance has, or with <see cref="GrpcStatus.DeadlineExceeded"/>.</summary>
    public Task WaitAsync(string instanceId, CancellationToken cancellation) => channel.CallAsync(
        Name("WaitForInstanceCompletion"),
        new GetInstanceRequest { InstanceId = instanceId },
        GetInstanceResponse.Parser,
        WaitDeadline,
        cancellation);

    /// <summary>Ends when the instance has.</summary>
    public Task TerminateAsync(string instanceId, CancellationToken cancellation) => CallAsync(
        "TerminateInstance", new TerminateRequest { InstanceId = instanceId, Recursive = true }, Nothing.Parser, cancellation);

    public Task<PurgeInstancesResponse> PurgeAsync(string instanceId, CancellationToken cancellation) => CallAsync(
        "PurgeInstances", new PurgeInstancesRequest { InstanceId = instanceId, Recursive = true }, PurgeInstancesResponse.Parser, cancellation);

    /// <summary>Asks for a turn of an instance. The event that brings it means nothing to anybody.</summary>
    public Task WakeAsync(string instanceId, CancellationToken cancellation) => CallAsync(
        "RaiseEvent", new RaiseEventRequest { InstanceId = instanceId, Name = "parley.wake" }, Nothing.Parser, cancellation);

    public void Dispose() => channel.Dispose();

    private static string Name(string method) => $"TaskHubSidecarService/{method}";

    private Task<TResponse> CallAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser, CancellationToken cancellation)
        where TResponse : IMessage<TResponse> => channel.CallAsync(Name(method), request, parser, Deadline, cancellation);
}
