namespace Dapr.Actors.Runtime;

/// <summary>An actor that receives reminders.</summary>
public interface IRemindable
{
    /// <summary>A reminder fires, as a turn of the actor, at least once for each due time. A throw makes a repeating one come
    /// again at its next time.</summary>
    /// <param name="reminderName">The name that it was registered under.</param>
    /// <param name="state">The bytes that it was registered with.</param>
    /// <param name="dueTime">Not to be relied on: Dapr 1.18 sends -1 ms.</param>
    /// <param name="period">Not to be relied on: Dapr 1.18 sends -1 ms.</param>
    Task ReceiveReminderAsync(string reminderName, byte[] state, TimeSpan dueTime, TimeSpan period);
}
