using System.Diagnostics.Metrics;

namespace Parley.Sessions.Tasks;

internal static class TaskQueueMetrics
{
    private static readonly Meter Meter = new("Parley.Sessions.Tasks");
    private static readonly Gauge<long> Depth = Meter.CreateGauge<long>("parley.tasks.waiting", "{task}", "Tasks that wait for a robot, by level.");

    public static void Tell(TaskQueueHead head)
    {
        for (var level = 1; level <= TaskQueueHead.Levels; level++)
        {
            Depth.Record(head.Lanes[level - 1].Waiting, new KeyValuePair<string, object?>("level", level));
        }
    }
}
