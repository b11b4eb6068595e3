using Dapr.Sidecar.Workflows.Wire;

namespace Dapr.Sidecar.Workflows;

/// <summary>A turn that came on a stream. Two deliveries are never the same, even when they say the same.</summary>
/// <param name="item">The turn.</param>
/// <param name="current">Cancelled when the stream broke: the sidecar then expects no answer, and sends the turn again.</param>
internal sealed class TurnDelivery(WorkItem item, CancellationToken current)
{
    public WorkflowRequest Request => item.Workflow;

    public string InstanceId => item.Workflow.InstanceId;

    public string CompletionToken => item.CompletionToken;

    public CancellationToken Current => current;
}
