namespace Dapr.Embedded.State.Redis;

/// <summary>ETags as daprd wants them here, whole numbers that it can add one to, and yet none that the store has had before: counted
/// under a fence, which no two processes share. Counting a key's writes would repeat itself after a deletion.</summary>
internal sealed class RowVersions
{
    private const int CountBits = 32;

    private long last;

    public long Next(long fence) => (fence << CountBits) + Interlocked.Increment(ref last);
}
