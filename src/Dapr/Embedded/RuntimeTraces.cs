using System.Diagnostics;
using Dapr.Embedded.Workflows.History;
using Dapr.Workflow;

namespace Dapr.Embedded;

/// <summary>The workflow runtime's spans: instances and activities. Without a listener none is made, nor its name.</summary>
internal static class RuntimeTraces
{
    private static readonly ActivitySource Source = new("Parley.Dapr");

    /// <summary>An activity. It goes on with the trace of whoever started the instance also where nobody listens, since logs name it.</summary>
    public static Activity? StartActivity(string name, string instanceId, string? traceParent)
    {
        Activity.Current = null;
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent);
        var span = Source.StartActivity($"activity {name}", ActivityKind.Internal, parent);
        if (span is null && parent != default)
        {
            span = new Activity($"activity {name}").SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start();
        }

        return span?.SetTag("workflow.instance.id", instanceId);
    }

    /// <summary>An instance that has ended, from its start, which may have been in another process.</summary>
    public static void AddInstance(string id, InstanceDocument document)
    {
        if (!Source.HasListeners())
        {
            return;
        }

        ActivityContext.TryParse(document.TraceParent, null, isRemote: true, out var parent);
        using var span = Source.StartActivity($"workflow {document.Name}", ActivityKind.Internal, parent, startTime: document.Created);
        span?.SetTag("workflow.instance.id", id).SetEndTime(document.Updated);
        if (document.Status != WorkflowRuntimeStatus.Completed)
        {
            span?.SetStatus(ActivityStatusCode.Error, document.Status.ToString());
        }
    }
}
