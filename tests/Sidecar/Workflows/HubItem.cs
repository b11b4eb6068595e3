using Dapr.Sidecar.Workflows.Wire;

namespace Parley.Sidecar.Workflows;

/// <summary>Work that the hub waits for.</summary>
internal sealed record HubItem(WorkItem Work)
{
    /// <summary>The stream that it goes out on; null while there is none.</summary>
    public HubStream? Stream { get; set; }

    /// <summary>What it is placed by: an instance's turns stay together, each of its activities has a place of its own.</summary>
    public string Key => Work.Workflow?.InstanceId ?? $"{Work.Activity.Instance.InstanceId}::{Work.Activity.TaskId}";

    public bool IsSentBy(string sidecar) => Stream?.Sidecar == sidecar;
}
