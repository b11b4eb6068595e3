using Dapr.Sidecar.Workflows.Wire;

namespace Dapr.Sidecar.Workflows;

/// <summary>Tells deliveries of one scheduled activity from those of another, also where an instance's id is used a second time.</summary>
internal sealed record ActivityKey(string InstanceId, int TaskId, string Name, string? Input)
{
    public static ActivityKey Of(ActivityRequest request) =>
        new(request.Instance?.InstanceId ?? "", request.TaskId, request.Name, request.Input);
}
