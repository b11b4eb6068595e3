using System.Threading.Channels;

namespace Parley.Workflows.Chats;

/// <summary>Who waits for the pieces of one answer.</summary>
public sealed class ReplyListener(ReplyChunks owner, string turnId) : IDisposable
{
    private const int Waiting = 1000;

    private readonly Channel<ReplyChunk> chunks = Channel.CreateBounded<ReplyChunk>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropNewest });

    public ChannelReader<ReplyChunk> Chunks => chunks.Reader;

    public void Dispose() => owner.Forget(turnId, this);

    internal void Add(ReplyChunk chunk) => chunks.Writer.TryWrite(chunk);
}
