using System.Globalization;
using Parley.Sessions.Pairs;

namespace Parley.Api.AutoSession;

/// <summary>How this contract writes what the domain knows.</summary>
internal static class Words
{
    public static readonly IReadOnlyDictionary<string, TaskType> TaskTypes = new Dictionary<string, TaskType>
    {
        ["auto_bargain"] = TaskType.AutoBargain,
        ["auto_follow_up"] = TaskType.AutoFollowUp,
        ["manual_customer_service"] = TaskType.ManualCustomerService,
        ["manual_complaint"] = TaskType.ManualComplaint,
        ["manual_urgent"] = TaskType.ManualUrgent,
    };

    public static readonly IReadOnlyDictionary<string, int> Levels =
        Enumerable.Range(1, 5).ToDictionary(level => string.Create(CultureInfo.InvariantCulture, $"level{level}"));

    public static string Of(TaskType type) => TaskTypes.First(pair => pair.Value == type).Key;

    public static string Of(PairSessionState state) => state switch
    {
        PairSessionState.Pending => "pending",
        PairSessionState.Active => "active",
        PairSessionState.Transferred => "transferred",
        PairSessionState.Completed => "completed",
        PairSessionState.Cancelled => "cancelled",
        _ => "timeout",
    };

    public static string Of(SessionOperation operation) => operation switch
    {
        SessionOperation.Created => "created",
        SessionOperation.Updated => "updated",
        SessionOperation.TimedOut => "timed_out",
        _ => "transferred",
    };

    public static int Of(SendingStatus sending) => sending switch { SendingStatus.Done => 1, SendingStatus.Failed => 2, _ => 0 };

    public static string Level(int level) => string.Create(CultureInfo.InvariantCulture, $"level{level}");

    public static string TaskId(long task) => task.ToString(CultureInfo.InvariantCulture);

    public static int Priority(TaskType type) => type switch
    {
        TaskType.ManualUrgent => 1,
        TaskType.ManualCustomerService or TaskType.ManualComplaint => 2,
        TaskType.AutoBargain => 3,
        _ => 4,
    };
}
