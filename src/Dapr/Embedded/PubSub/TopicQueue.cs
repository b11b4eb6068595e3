using System.Threading.Channels;

namespace Dapr.Embedded.PubSub;

/// <summary>The events of one topic that wait for delivery, one after the other.</summary>
internal sealed class TopicQueue
{
    private const int Capacity = 10_000;

    private readonly Channel<byte[]> envelopes = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly TopicDelivery delivery;
    private readonly Task delivering;

    public TopicQueue(TopicDelivery delivery, CancellationToken stop)
    {
        this.delivery = delivery;
        delivering = Task.Run(() => DeliverAsync(stop), CancellationToken.None);
    }

    /// <summary>False when the line is full or closed.</summary>
    public bool TryAdd(byte[] envelope) => envelopes.Writer.TryWrite(envelope);

    public async Task StopAsync()
    {
        envelopes.Writer.TryComplete();
        await delivering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task DeliverAsync(CancellationToken stop)
    {
        await foreach (var envelope in envelopes.Reader.ReadAllAsync(stop))
        {
            await delivery.DeliverAsync(envelope, stop);
        }
    }
}
