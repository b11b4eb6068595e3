using Dapr.Sidecar.Grpc;
using Dapr.Sidecar.Workflows.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Parley.Sidecar.Workflows;

/// <summary>Workflow instances as daprd 1.18.3 keeps them: one turn at a time an instance, what a turn asked for committed with its answer,
/// and what was sent on a stream that broke sent again with what happened meanwhile. It tells deliveries apart only when it is told to. Of several
/// sidecars each has its share of turns and activities, by lot.</summary>
internal sealed class TaskHub(TimeProvider time, HubMisbehaviour misbehaviour)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HubInstance> instances = new(StringComparer.Ordinal);
    private readonly Dictionary<(string InstanceId, int TaskId), HubItem> activities = [];
    private readonly List<HubStream> streams = [];
    private readonly List<HubItem> waiting = [];

    public void Start(CreateInstanceRequest request)
    {
        lock (gate)
        {
            if (instances.TryGetValue(request.InstanceId, out var known) && known.End is null)
            {
                throw new CallException(GrpcStatus.Unknown, $"an active workflow with ID '{request.InstanceId}' already exists");
            }

            var instance = new HubInstance(request.InstanceId, request.Name, time.GetUtcNow());
            instances[request.InstanceId] = instance;
            var started = Happened(new HistoryEvent
            {
                ExecutionStarted = new ExecutionStarted
                {
                    Name = request.Name,
                    Input = request.Input,
                    Instance = new WorkflowInstance { InstanceId = request.InstanceId },
                    ParentTraceContext = request.ParentTraceContext,
                },
            });
            instance.Inbox.Add(started);
            if (misbehaviour.ForgetsStarts)
            {
                throw new CallException(GrpcStatus.Unknown, "forgotten as told");
            }

            Dispatch(instance);
        }
    }

    public HubInstance? Find(string id)
    {
        lock (gate)
        {
            return instances.GetValueOrDefault(id);
        }
    }

    public GetInstanceResponse Get(string id)
    {
        lock (gate)
        {
            return instances.TryGetValue(id, out var instance)
                ? new GetInstanceResponse { Exists = true, State = instance.ToState() }
                : new GetInstanceResponse();
        }
    }

    public ListInstanceIdsResponse List()
    {
        lock (gate)
        {
            return new ListInstanceIdsResponse { InstanceIds = { instances.Keys } };
        }
    }

    public async Task WaitAsync(string id, Func<HubInstance, bool> condition, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (gate)
            {
                var instance = Known(id);
                if (condition(instance))
                {
                    return;
                }

                changed = instance.Changed;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    public GetInstanceHistoryResponse History(string id)
    {
        lock (gate)
        {
            return new GetInstanceHistoryResponse { Events = { Known(id).History } };
        }
    }

    /// <summary>Something happened to an instance from outside.</summary>
    public void Post(string id, HistoryEvent happened)
    {
        lock (gate)
        {
            Post(Known(id), happened);
        }
    }

    public int Purge(string id)
    {
        lock (gate)
        {
            return Known(id).End is not null && instances.Remove(id)
                ? 1
                : throw new CallException(GrpcStatus.Unknown, "failed to purge workflow state: orchestration has not yet completed");
        }
    }

    public int StreamsOpened { get; private set; }

    /// <summary>Sends work until the stream breaks; what was sent and not answered is sent again on another.</summary>
    public async Task ServeAsync(string sidecar, Func<WorkItem, Task> send, CancellationToken broken)
    {
        var stream = new HubStream(sidecar);
        Open(stream);
        try
        {
            await foreach (var item in stream.Items.ReadAllAsync(broken))
            {
                if (IsWanted(item))
                {
                    await send(item.Work);
                }
            }
        }
        finally
        {
            Close(stream);
        }
    }

    /// <summary>Takes the answer to a turn; only the sidecar that sent the turn knows of it.</summary>
    public void Complete(string sidecar, WorkflowResponse response)
    {
        lock (gate)
        {
            if (!instances.TryGetValue(response.InstanceId, out var instance) || instance.Turn is not { } turn || !turn.IsSentBy(sidecar))
            {
                throw new CallException(GrpcStatus.Unknown, $"unknown instance ID: {response.InstanceId}");
            }

            if (response.CompletionToken != turn.Work.CompletionToken)
            {
                return;
            }

            instance.Turn = null;
            List<HistoryEvent> asked = [.. response.Actions.Select(HubEvents.Of)];
            asked.ForEach(one => one.Timestamp = time.GetUtcNow().ToTimestamp());
            instance.Commit(turn.Work.Workflow.NewEvents.Concat(asked), time.GetUtcNow());
            asked.ForEach(one => Begin(instance, one));
            Dispatch(instance);
        }
    }

    /// <summary>Takes the answer of an activity; only the sidecar that sent the activity knows of it.</summary>
    public void Complete(string sidecar, ActivityResponse response)
    {
        lock (gate)
        {
            if (!activities.TryGetValue((response.InstanceId, response.TaskId), out var item) || !item.IsSentBy(sidecar))
            {
                throw new CallException(GrpcStatus.Unknown, $"unknown instance ID/task ID combo: {response.InstanceId}/{response.TaskId}");
            }

            if (response.CompletionToken == item.Work.CompletionToken)
            {
                activities.Remove((response.InstanceId, response.TaskId));
                if (instances.TryGetValue(response.InstanceId, out var instance))
                {
                    Post(instance, HubEvents.Of(response));
                }
            }
        }
    }

    private bool IsWanted(HubItem item)
    {
        lock (gate)
        {
            return item.Work.Workflow is { } turn
                ? instances.TryGetValue(turn.InstanceId, out var instance) && instance.Turn == item
                : activities.TryGetValue((item.Work.Activity.Instance.InstanceId, item.Work.Activity.TaskId), out var wanted) && wanted == item;
        }
    }

    private HubInstance Known(string id) =>
        instances.TryGetValue(id, out var instance) ? instance : throw new CallException(GrpcStatus.Unknown, "no such instance exists");

    private void Post(HubInstance instance, HistoryEvent happened)
    {
        instance.Inbox.Add(Happened(happened));
        Dispatch(instance);
    }

    private HistoryEvent Happened(HistoryEvent happened)
    {
        happened.EventId = -1;
        happened.Timestamp = time.GetUtcNow().ToTimestamp();
        return happened;
    }

    private void Dispatch(HubInstance instance)
    {
        if (instance.Turn is not null || instance.End is not null || instance.Inbox.Count == 0)
        {
            return;
        }

        var turn = new WorkflowRequest
        {
            InstanceId = instance.Id,
            RequiresHistoryStreaming = misbehaviour.StreamsHistory,
            NewEvents = { new HistoryEvent { EventId = -1, Timestamp = time.GetUtcNow().ToTimestamp(), TurnStarted = new Nothing() } },
        };
        turn.PastEvents.Add(misbehaviour.StreamsHistory ? [] : instance.History);
        turn.NewEvents.Add(instance.Inbox);
        instance.Inbox.Clear();
        instance.Turn = Enqueue(new WorkItem { Workflow = turn });
    }

    private void Begin(HubInstance instance, HistoryEvent asked)
    {
        if (asked.TaskScheduled is not null)
        {
            var trace = instance.History.Find(one => one.ExecutionStarted is not null)?.ExecutionStarted.ParentTraceContext;
            activities[(instance.Id, asked.EventId)] =
                Enqueue(new WorkItem { Activity = HubEvents.Request(instance.Id, asked, trace) });
        }
        else if (asked.TimerCreated is { } timer)
        {
            var wait = timer.FireAt.ToDateTimeOffset() - time.GetUtcNow();
            time.CreateTimer(
                _ =>
                {
                    lock (gate)
                    {
                        Post(instance, new HistoryEvent { TimerFired = new TimerFired { TimerId = asked.EventId } });
                    }
                },
                null,
                wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
                Timeout.InfiniteTimeSpan);
        }
    }

    private HubItem Enqueue(WorkItem work)
    {
        work.CompletionToken = misbehaviour.SendsTokens ? Guid.NewGuid().ToString() : "";
        var item = new HubItem(work);
        Place(item);
        return item;
    }

    private void Place(HubItem item)
    {
        if (streams.MaxBy(stream => Lot.Of(stream.Sidecar, item.Key)) is { } stream)
        {
            stream.Add(item);
        }
        else
        {
            waiting.Add(item);
        }
    }

    public bool HasWorker(string sidecar)
    {
        lock (gate)
        {
            return streams.Exists(stream => stream.Sidecar == sidecar);
        }
    }

    private void Open(HubStream stream)
    {
        lock (gate)
        {
            // Of two streams of one sidecar the older one is about to break.
            streams.Insert(0, stream);
            StreamsOpened++;
            waiting.ForEach(Place);
            waiting.Clear();
        }
    }

    private void Close(HubStream stream)
    {
        lock (gate)
        {
            streams.Remove(stream);
            foreach (var instance in instances.Values.Where(one => one.Turn?.Stream == stream))
            {
                // Its turn begins anew, with what happened meanwhile.
                instance.Inbox.InsertRange(0, instance.Turn!.Work.Workflow.NewEvents.Skip(1));
                instance.Turn = null;
                Dispatch(instance);
            }

            foreach (var key in activities.Keys.Where(one => activities[one].Stream == stream).ToList())
            {
                activities[key] = Enqueue(activities[key].Work.Clone());
            }
        }
    }
}
