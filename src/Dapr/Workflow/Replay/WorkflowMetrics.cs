using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Dapr.Workflow.Replay;

/// <summary>What operators see of workflows.</summary>
internal sealed class WorkflowMetrics
{
    private readonly Counter<long> instances;
    private readonly Histogram<double> activities;
    private readonly UpDownCounter<long> running;

    public WorkflowMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Parley.Dapr");
        instances = meter.CreateCounter<long>("parley.workflow.instances", "{instance}", "Workflow instances that started or ended.");
        running = meter.CreateUpDownCounter<long>("parley.workflow.running", "{instance}", "Workflow instances in memory that have not ended.");
        activities = meter.CreateHistogram<double>("parley.activity.duration", "s", "How long activities ran.");
    }

    /// <param name="workflow">The workflow's name.</param>
    /// <param name="status"><c>started</c>, <c>completed</c>, <c>failed</c> or <c>terminated</c>.</param>
    public void Instance(string workflow, string status) =>
        instances.Add(1, new("workflow", workflow), new("status", status));

    public void Running(int change) => running.Add(change);

    public void ActivityEnded(string activity, bool completed, TimeSpan duration) => activities.Record(
        duration.TotalSeconds,
        new TagList { { "activity", activity }, { "status", completed ? "completed" : "failed" } });
}
