using System.Net.Http.Json;
using System.Text.Json;
using Dapr.Actors.Runtime;
using Dapr.Heartbeat;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dapr.Sidecar;

/// <summary>The tie to the sidecar: waits for it beside the application's start, since it may itself wait for the application, and
/// looks at its components once it is there.</summary>
internal sealed partial class SidecarRuntime(
    SidecarOptions options,
    SidecarHttp sidecar,
    RuntimeHeartbeat heartbeat,
    IOptions<ActorRuntimeOptions> actors,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<SidecarRuntime> logger) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan HostingPatience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource hosting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task waiting = Task.CompletedTask;

    /// <summary>Whether the sidecar was there and has the components that the application needs.</summary>
    public bool Accepted { get; private set; }

    /// <summary>Why the application cannot run beside this sidecar; null while nothing speaks against it.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether the sidecar has taken up the actors of this application since it started.</summary>
    public bool Hosts => hosting.Task.IsCompleted;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        LogStart(options.HttpEndpoint, options.Announcement);
        waiting = WaitAsync();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await heartbeat.EndAsync();
    }

    /// <summary>Whether the sidecar takes calls now.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await sidecar.SendAsync(HttpMethod.Get, "v1.0/healthz/outbound", null, Deadline, cancellation);
            return true;
        }
        catch (Exception exception) when (IsAbsence(exception) && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Waits until the sidecar has taken up the actors of this application.</summary>
    /// <remarks>A call before that would find no address, and hold back the round of placement that gives it one (Dapr 1.18.3).</remarks>
    /// <exception cref="DaprApiException">That takes too long.</exception>
    public async Task HostingAsync()
    {
        if (!Hosts && await Task.WhenAny(hosting.Task, Task.Delay(HostingPatience, time)) != hosting.Task)
        {
            throw new DaprApiException("The sidecar has not taken up the application's actors yet.", "ERR_ACTOR_NO_ADDRESS", isTransient: true);
        }
    }

    /// <summary>What the sidecar says of itself; null when it says nothing.</summary>
    public async Task<SidecarMetadata?> ReadMetadataAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await sidecar.SendAsync(HttpMethod.Get, "v1.0/metadata", null, Deadline, cancellation);
            return await answer.Content.ReadFromJsonAsync(SidecarJson.Default.SidecarMetadata, cancellation);
        }
        catch (Exception exception) when (IsAbsence(exception) && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => stop.Dispose();

    private static bool IsAbsence(Exception exception) =>
        exception is HttpRequestException or DaprApiException or JsonException or OperationCanceledException;

    private async Task WaitAsync()
    {
        while (!await AnswersAsync(stop.Token) || !await TryLookAsync())
        {
            await Task.Delay(Pause, time, stop.Token);
        }

        var types = actors.Value.Actors.Select(actor => actor.Type.ActorTypeName).ToList();
        while (types.Count > 0 && await ReadMetadataAsync(stop.Token) is var metadata && metadata?.Hosts(types) != true)
        {
            await Task.Delay(Glance, time, stop.Token);
        }

        hosting.SetResult();
    }

    private async Task<bool> TryLookAsync()
    {
        try
        {
            using var answer = await sidecar.SendAsync(HttpMethod.Get, "v1.0/metadata", null, Deadline, stop.Token);
            var metadata = await answer.Content.ReadFromJsonAsync(SidecarJson.Default.SidecarMetadata, stop.Token);
            if ((metadata?.FindRefusal() ?? await FindActorRefusalAsync() ?? await ClaimAsync(metadata)) is { } refusal)
            {
                Refuse(refusal);
            }
            else
            {
                Accepted = true;
                LogReady(metadata?.RuntimeVersion, metadata?.Id);
            }

            return true;
        }
        catch (DaprApiException exception) when (exception.ErrorCode == SidecarError.Unauthorized)
        {
            Refuse("The sidecar wants another API token. DAPR_API_TOKEN must be the same for it and for this application.");
            return true;
        }
        catch (Exception exception) when (IsAbsence(exception) && !stop.IsCancellationRequested)
        {
            return false;
        }
    }

    // No metadata tells which component keeps actors; a read of an actor's state does. Until the sidecar has asked the application
    // for its actor types, it lets the read wait.
    private async Task<string?> FindActorRefusalAsync()
    {
        if (actors.Value.Actors.FirstOrDefault() is not { } hosted)
        {
            return null;
        }

        try
        {
            using var answer = await sidecar.SendAsync(
                HttpMethod.Get, $"v1.0/actors/{Uri.EscapeDataString(hosted.Type.ActorTypeName)}/probe/state/probe", null, Deadline, stop.Token);
            return null;
        }
        catch (DaprApiException exception) when (exception.ErrorCode is "ERR_ACTOR_RUNTIME_NOT_FOUND" or "ERR_ACTOR_NO_PLACEMENT")
        {
            return $"The sidecar keeps no actors for this application: {exception.Message}";
        }
        catch (DaprApiException exception) when (exception.ErrorCode != SidecarError.Unauthorized)
        {
            return null;
        }
    }

    private Task<string?> ClaimAsync(SidecarMetadata? metadata) =>
        actors.Value.Actors.Count == 0 ? Task.FromResult<string?>(null) : heartbeat.BeginAsync(metadata?.Stores ?? [], stop.Token);

    private void Refuse(string reason)
    {
        Refusal = reason;
        LogRefusal(reason);
        Environment.ExitCode = 1;

        // A stop in the midst of the start would look like a fault of the host.
        lifetime.ApplicationStarted.Register(lifetime.StopApplication);
    }

    [LoggerMessage(LogLevel.Information, "Dapr runs in a sidecar at {Endpoint}, which {Announcement} announces; its components are the sidecar's")]
    private partial void LogStart(Uri endpoint, string announcement);

    [LoggerMessage(LogLevel.Information, "The sidecar is ready: Dapr {Version}, app {AppId}")]
    private partial void LogReady(string? version, string? appId);

    [LoggerMessage(LogLevel.Critical, "{Reason}")]
    private partial void LogRefusal(string reason);
}
