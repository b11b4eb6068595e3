using Microsoft.Extensions.Hosting;

namespace Dapr.Embedded.Actors;

/// <summary>Ties the reminders to the host's life. It is registered after the runtime, so that its parts run after stores have
/// opened and before they close.</summary>
internal sealed class ReminderHosting(EmbeddedReminders reminders) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource stop = new();

    public Task StartingAsync(CancellationToken cancellationToken) => reminders.LoadAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _ = reminders.StartAsync(stop.Token);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        reminders.Stop();
        return stop.CancelAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => stop.Dispose();
}
