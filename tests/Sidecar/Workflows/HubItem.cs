using Dapr.Sidecar.Workflows.Wire;

namespace Parley.Sidecar.Workflows;

/// <summary>Work that the hub waits for.</summary>
internal sealed record HubItem(WorkItem Work)
{
    /// <summary>The stream that it was sent on.</summary>
    public object? Stream { get; set; }
}
