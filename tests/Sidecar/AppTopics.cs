using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Channels;

namespace Parley.Sidecar;

/// <summary>The subscriptions of the attached application, and the events on their way to it: one at a time a topic.</summary>
internal sealed class AppTopics(AppChannel app)
{
    private const int Attempts = 5;

    private readonly ConcurrentDictionary<(string PubSub, string Topic), Channel<byte[]>> queues = new();
    private IReadOnlyList<AppSubscription> subscriptions = [];

    public async Task StartAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("dapr/subscribe", UriKind.Relative));
        using var response = await app.SendAsync(request);
        subscriptions = response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<IReadOnlyList<AppSubscription>>() ?? [] : [];
    }

    public Task StopAsync()
    {
        foreach (var queue in queues.Values)
        {
            queue.Writer.TryComplete();
        }

        queues.Clear();

        return Task.CompletedTask;
    }

    public void Publish(string pubSub, string topic, byte[] envelope)
    {
        if (subscriptions.FirstOrDefault(subscription => subscription.PubsubName == pubSub && subscription.Topic == topic) is { } subscription)
        {
            queues.GetOrAdd((pubSub, topic), _ => Open(subscription.Route)).Writer.TryWrite(envelope);
        }
    }

    private Channel<byte[]> Open(string route)
    {
        var queue = Channel.CreateUnbounded<byte[]>();
        _ = Task.Run(async () =>
        {
            await foreach (var envelope in queue.Reader.ReadAllAsync())
            {
                for (var attempt = 0; attempt < Attempts && !await TryDeliverAsync(route, envelope); attempt++)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20));
                }
            }
        });
        return queue;
    }

    private async Task<bool> TryDeliverAsync(string route, byte[] envelope)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(route, UriKind.Relative)) { Content = new ByteArrayContent(envelope) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json");
        try
        {
            using var response = await app.SendAsync(request);
            return response.IsSuccessStatusCode || response.StatusCode == System.Net.HttpStatusCode.NotFound;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
