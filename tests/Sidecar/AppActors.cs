using System.Net.Http.Json;
using Dapr;
using Dapr.Actors;
using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;
using Dapr.Embedded.Actors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Parley.Sidecar;

/// <summary>The actor types of the attached application: one line of turns an actor, its reminders, and its idleness.</summary>
internal sealed class AppActors(AppChannel app, ActorMetrics metrics, ReminderRows rows, IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan DefaultIdle = TimeSpan.FromMinutes(60);

    private TaskCompletionSource attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource stop = new();
    private ActorRuntime? runtime;
    private EmbeddedReminders? reminders;
    private Task sweeping = Task.CompletedTask;

    public EmbeddedReminders Reminders => reminders ?? throw NoHost();

    /// <summary>Ends when the application has said what it hosts.</summary>
    public Task Attached => attached.Task;

    // Hours, minutes, seconds and milliseconds, all of them there.
    public static TimeSpan? Duration(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var parts = text.Split(['h', 'm', 's'], StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToList();
        return new TimeSpan(0, (int)parts[0], (int)parts[1], (int)parts[2], (int)parts[3]);
    }

    public async Task StartAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("dapr/config", UriKind.Relative));
        using var response = await app.SendAsync(request);
        var configuration = response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<AppConfiguration>() : null;
        var options = new ActorRuntimeOptions();
        foreach (var entity in configuration?.Entities ?? [])
        {
            options.Actors.Add(new ActorRegistration(ActorTypeInformation.Get(typeof(ForwardingActor), entity)));
        }

        stop = new CancellationTokenSource();
        runtime = new ActorRuntime(Options.Create(options), scopes, metrics, time, NullLogger<ActorRuntime>.Instance);
        reminders = new EmbeddedReminders(runtime, rows, time, NullLogger<EmbeddedReminders>.Instance);
        await reminders.LoadAsync(stop.Token);
        _ = reminders.StartAsync(stop.Token);
        sweeping = SweepAsync(Duration(configuration?.ActorIdleTimeout) ?? DefaultIdle);
        attached.TrySetResult();
    }

    public async Task StopAsync()
    {
        reminders?.Stop();
        await stop.CancelAsync();
        await sweeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (runtime is not null)
        {
            await runtime.StopAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        reminders?.Dispose();
        (runtime, reminders) = (null, null);
        attached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <exception cref="DaprApiException">No attached application hosts the type.</exception>
    public Task<AppAnswer> CallAsync(string type, string id, ForwardTurn turn)
    {
        (runtime ?? throw NoHost()).Take(type, new ActorId(id), turn);
        return turn.Answer;
    }

    public void Dispose()
    {
        reminders?.Dispose();
        stop.Dispose();
    }

    private static DaprApiException NoHost() => new("did not find address for actor", "ERR_ACTOR_NO_ADDRESS", isTransient: true);

    private async Task SweepAsync(TimeSpan idle)
    {
        var pause = idle / 2 < TimeSpan.FromSeconds(30) ? TimeSpan.FromMilliseconds(Math.Max(1, idle.TotalMilliseconds / 2)) : TimeSpan.FromSeconds(30);
        using var timer = new PeriodicTimer(pause, time);
        while (await timer.WaitForNextTickAsync(stop.Token))
        {
            await runtime!.DeactivateAsync(time.GetTimestamp() - (long)(idle.TotalSeconds * time.TimestampFrequency), stop.Token);
        }
    }
}
