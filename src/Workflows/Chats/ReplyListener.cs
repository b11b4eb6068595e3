using System.Threading.Channels;

namespace Parley.Workflows.Chats;

/// <summary>Who waits for the pieces of one answer.</summary>
public sealed class ReplyListener(ReplyChunks owner, string turnId) : IDisposable
{
    private const int Waiting = 1000;

    private readonly Channel<ReplyChunk> chunks = Channel.CreateBounded<ReplyChunk>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropNewest });

    private int attempts;

    public ChannelReader<ReplyChunk> Chunks => chunks.Reader;

    public void Dispose() => owner.Forget(turnId, this);

    internal int NextAttempt() => Interlocked.Increment(ref attempts);

    internal void Add(ReplyChunk chunk) => chunks.Writer.TryWrite(chunk);
}
