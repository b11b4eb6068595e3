using System.Security.Cryptography;
using System.Text;
using Dapr.Workflow.Abstractions;

namespace Dapr.Workflow.Replay;

internal sealed class ActivityContext(string instanceId, int taskId, string name) : WorkflowActivityContext
{
    public override TaskIdentifier Identifier => new(name);

    public override string InstanceId => instanceId;

    public override string TaskExecutionKey { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{instanceId}\n{taskId}\n{name}")).AsSpan(..16));
}
