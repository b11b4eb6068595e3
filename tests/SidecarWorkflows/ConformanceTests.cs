using Parley.Conformance.Workflows;

namespace Parley.SidecarWorkflows;

/// <summary>What the embedded runtime promises of workflows, promised by the sidecar runtime.</summary>
public static class ConformanceTests
{
    public sealed class Runs() : WorkflowRuns(new HubPlatform());

    public sealed class Lifecycle() : WorkflowLifecycle(new HubPlatform());

    public sealed class Timers() : WorkflowTimers(new HubPlatform());

    public sealed class Restart() : WorkflowRestart(new HubPlatform());

    public sealed class Replay() : WorkflowReplay(new HubPlatform());
}
