using System.ComponentModel.DataAnnotations;

namespace Parley.Sessions.Tasks;

/// <summary>Section <c>Tasks</c>.</summary>
public sealed class TaskOptions
{
    /// <summary>How long a robot has for a task before another gets it; zero hands every task out once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a task is handed out before it is given up.</summary>
    [Range(1, 1000)]
    public int MaxDeliveries { get; set; } = 3;
}
