using System.Text;
using Dapr.Actors.Runtime;

namespace Parley.Conformance.Actors;

public sealed class AlarmActor(ActorHost host, Stage stage) : Actor(host), IAlarmActor, IRemindable
{
    public Task Set(string name, string state, TimeSpan dueTime, TimeSpan period) =>
        RegisterReminderAsync(name, Encoding.UTF8.GetBytes(state), dueTime, period);

    public Task Clear(string name) => UnregisterReminderAsync(name);

    public async Task ReceiveReminderAsync(string reminderName, byte[] state, TimeSpan dueTime, TimeSpan period)
    {
        stage.Report($"{Id} {reminderName} {Encoding.UTF8.GetString(state)}");
        stage.FailIfTold();
        if (reminderName.StartsWith("held", StringComparison.Ordinal))
        {
            await stage.Pass(reminderName);
        }
    }
}
