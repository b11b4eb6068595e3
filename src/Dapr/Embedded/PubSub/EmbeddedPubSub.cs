using System.Collections.Concurrent;
using Dapr.AspNetCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dapr.Embedded.PubSub;

/// <summary>Publish/subscribe inside this process: events live in memory and reach the endpoints of this application alone, at
/// least once while the process lives, in publish order a topic.</summary>
internal sealed class EmbeddedPubSub(EmbeddedRuntime runtime, IServiceProvider services, TimeProvider time, ILogger<EmbeddedPubSub> logger)
    : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<TopicName, Lazy<TopicQueue>> topics = new();

    /// <summary>Puts an event in line for its subscribers.</summary>
    /// <remarks>Fails with <see cref="DaprException"/> when there is no such component, or too many events wait.</remarks>
    public Task PublishAsync<TData>(string pubsubName, string topic, TData data)
    {
        if (!runtime.PubSubs.Contains(pubsubName))
        {
            return Task.FromException(new DaprException($"There is no publish/subscribe component '{pubsubName}'."));
        }

        var name = new TopicName(pubsubName, topic);
        var queue = topics.GetOrAdd(name, added => new Lazy<TopicQueue>(() => Open(added))).Value;
        return queue.TryAdd(CloudEventEnvelope.Wrap(runtime.AppId, name, data, time.GetUtcNow()))
            ? Task.CompletedTask
            : Task.FromException(new DaprException($"Topic '{topic}' of '{pubsubName}' takes no event: too many wait, or the runtime stops."));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await Task.WhenAll(topics.Values.Select(queue => queue.Value.StopAsync())).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stop.Dispose();

    private TopicQueue Open(TopicName name) => new(new TopicDelivery(
        name,
        services.GetService<EndpointDataSource>(),
        services.GetRequiredService<IServiceScopeFactory>(),
        time,
        logger), stop.Token);
}
