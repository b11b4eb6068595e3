using System.Text.Json;
using Dapr.Actors.Runtime;

namespace Dapr.Sidecar.Actors;

/// <summary>Reminders that the sidecar keeps.</summary>
internal sealed class SidecarReminders(SidecarHttp sidecar) : ActorTimerManager
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public override async Task RegisterReminderAsync(ActorReminder reminder)
    {
        var registration = new ReminderRegistration(
            DaprDuration.Write(reminder.DueTime), DaprDuration.Write(reminder.Period), reminder.State);
        using var answer = await sidecar.SendAsync(
            HttpMethod.Put,
            Path(reminder),
            SidecarHttp.Json(JsonSerializer.SerializeToUtf8Bytes(registration, SidecarJson.Default.ReminderRegistration)),
            Deadline);
    }

    public override async Task UnregisterReminderAsync(ActorReminderToken reminder)
    {
        using var answer = await sidecar.SendAsync(HttpMethod.Delete, Path(reminder), null, Deadline);
    }

    private static string Path(ActorReminderToken reminder) =>
        $"{ActorPath.Of(reminder.ActorType, reminder.ActorId)}/reminders/{Uri.EscapeDataString(reminder.Name)}";
}
