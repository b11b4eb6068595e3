using System.Collections.Concurrent;
using Dapr.Sidecar.Grpc;
using Dapr.Sidecar.Workflows.Wire;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Parley.Sidecar.Workflows;

/// <summary>A sidecar's workflow service for tests, its instances in memory.</summary>
public sealed class TaskHubService
{
    private readonly TaskHub hub;

    /// <param name="time">Its clock, which times timers.</param>
    public TaskHubService(TimeProvider time) => hub = new TaskHub(time, Misbehaviour);

    public HubMisbehaviour Misbehaviour { get; } = new();

    /// <summary>The calls that came, each with what it carried besides its message.</summary>
    public ConcurrentQueue<(string Method, IReadOnlyDictionary<string, string> Metadata)> Calls { get; } = new();

    /// <summary>Ends when instances can be found; without placement calls and work items wait.</summary>
    internal Func<Task> Ready { private get; set; } = () => Task.CompletedTask;

    /// <param name="routes">A sidecar's server.</param>
    /// <param name="sidecar">The sidecar's name; work is spread over those that an application has connected to.</param>
    public void Map(IEndpointRouteBuilder routes, string sidecar = "") =>
        routes.MapPost("/TaskHubSidecarService/{method}", context => HandleAsync(context, sidecar));

    /// <summary>Holds an instance; the application has no call for it.</summary>
    public void Suspend(string instanceId) => hub.Post(instanceId, new HistoryEvent { ExecutionSuspended = new Nothing() });

    public void Resume(string instanceId) => hub.Post(instanceId, new HistoryEvent { ExecutionResumed = new Nothing() });

    /// <summary>Whether an application reads the work items of a sidecar.</summary>
    public bool HasWorker(string sidecar) => hub.HasWorker(sidecar);

    /// <summary>How often a stream of work items was opened.</summary>
    public int StreamsOpened => hub.StreamsOpened;

    /// <summary>How many events an instance's history holds.</summary>
    public int Events(string instanceId) => hub.History(instanceId).Events.Count;

    private async Task HandleAsync(HttpContext context, string sidecar)
    {
        var method = (string)context.Request.RouteValues["method"]!;
        Calls.Enqueue((method, context.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        var exchange = new GrpcExchange(context);
        try
        {
            var planned = Misbehaviour.TryTake(method, out var answer);
            if (planned && answer.Status is { } status)
            {
                throw new CallException(status, "refused as told: 拒绝 100%");
            }

            if (planned && !answer.After)
            {
                context.Abort();
                return;
            }

            if (method == "GetWorkItems")
            {
                await StreamAsync(exchange, sidecar);
                return;
            }

            await Task.Delay(Misbehaviour.Delay, exchange.Ended);
            var reply = await AnswerAsync(method, exchange, sidecar);
            if (planned)
            {
                context.Abort();
                return;
            }

            await exchange.WriteAsync(reply);
            exchange.End(GrpcStatus.OK);
        }
        catch (CallException failure)
        {
            exchange.End(failure.Status, failure.Message);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task StreamAsync(GrpcExchange exchange, string sidecar)
    {
        await exchange.ReadAsync(Nothing.Parser);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(exchange.Ended, exchange.Stopping, Misbehaviour.StreamsCut);
        await hub.ServeAsync(
            sidecar,
            async item =>
            {
                await Ready().WaitAsync(broken.Token);
                await exchange.WriteAsync(item);
                if (Misbehaviour.RepeatsItems)
                {
                    await exchange.WriteAsync(item);
                }
            },
            broken.Token);
    }

    private async Task<IMessage> AnswerAsync(string method, GrpcExchange exchange, string sidecar)
    {
        if (method == "Hello")
        {
            return await exchange.ReadAsync(Nothing.Parser);
        }

        await Ready().WaitAsync(exchange.Ended);
        switch (method)
        {
            case "StartInstance":
                var start = await exchange.ReadAsync(CreateInstanceRequest.Parser);
                hub.Start(start);
                await hub.WaitAsync(start.InstanceId, instance => instance.HasStarted, exchange.Ended);
                return new CreateInstanceResponse { InstanceId = start.InstanceId };
            case "GetInstance":
                return hub.Get((await exchange.ReadAsync(GetInstanceRequest.Parser)).InstanceId);
            case "WaitForInstanceCompletion":
                var waited = (await exchange.ReadAsync(GetInstanceRequest.Parser)).InstanceId;
                await hub.WaitAsync(waited, instance => instance.End is not null, exchange.Ended);
                return hub.Get(waited);
            case "GetInstanceHistory":
                return hub.History((await exchange.ReadAsync(GetInstanceHistoryRequest.Parser)).InstanceId);
            case "ListInstanceIDs":
                await exchange.ReadAsync(Nothing.Parser);
                return hub.List();
            case "TerminateInstance":
                var ended = (await exchange.ReadAsync(TerminateRequest.Parser)).InstanceId;
                hub.Post(ended, new HistoryEvent { ExecutionTerminated = new Nothing() });
                await hub.WaitAsync(ended, instance => instance.End is not null, exchange.Ended);
                return new Nothing();
            case "PurgeInstances":
                return new PurgeInstancesResponse
                {
                    DeletedInstanceCount = hub.Purge((await exchange.ReadAsync(PurgeInstancesRequest.Parser)).InstanceId),
                };
            case "RaiseEvent":
                var raised = await exchange.ReadAsync(RaiseEventRequest.Parser);
                hub.Post(raised.InstanceId, new HistoryEvent { EventRaised = new EventRaised { Name = raised.Name } });
                return new Nothing();
            case "CompleteOrchestratorTask":
                hub.Complete(sidecar, await exchange.ReadAsync(WorkflowResponse.Parser));
                return new Nothing();
            case "CompleteActivityTask":
                hub.Complete(sidecar, await exchange.ReadAsync(ActivityResponse.Parser));
                return new Nothing();
            default:
                throw new CallException(GrpcStatus.Unimplemented, $"unknown method {method}");
        }
    }
}
