using System.Net.Http.Json;

namespace Parley.Sidecar;

/// <summary>The application beside one sidecar.</summary>
internal sealed class AppReplica : IDisposable
{
    private IReadOnlyList<string> types = [];
    private TaskCompletionSource attached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AppReplica(string name, string? token)
    {
        Name = name;
        Channel = new AppChannel(token);
        Topics = new AppTopics(Channel);
    }

    /// <summary>The name of its sidecar.</summary>
    public string Name { get; }

    public AppChannel Channel { get; }

    public AppTopics Topics { get; }

    /// <summary>The actor types that it has been asked for and registered.</summary>
    public IReadOnlyList<string> Types => Attached.IsCompleted ? types : [];

    /// <summary>Ends when the application has said what it hosts.</summary>
    public Task Attached => attached.Task;

    public async Task<AppConfiguration?> AskAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("dapr/config", UriKind.Relative));
        using var response = await Channel.SendAsync(request);
        var configuration = response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<AppConfiguration>() : null;
        types = configuration?.Entities ?? [];
        return configuration;
    }

    public void Attach() => attached.TrySetResult();

    public void Detach() => attached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => Channel.Dispose();
}
