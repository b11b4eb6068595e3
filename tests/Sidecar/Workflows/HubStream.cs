using System.Threading.Channels;

namespace Parley.Sidecar.Workflows;

/// <summary>A stream of work items that an application has opened.</summary>
/// <param name="sidecar">The sidecar that it stands on.</param>
internal sealed class HubStream(string sidecar)
{
    private readonly Channel<HubItem> queue = Channel.CreateUnbounded<HubItem>();

    public string Sidecar => sidecar;

    public ChannelReader<HubItem> Items => queue.Reader;

    public void Add(HubItem item)
    {
        item.Stream = this;
        queue.Writer.TryWrite(item);
    }
}
