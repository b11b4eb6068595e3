namespace Dapr.Embedded.State.Redis;

/// <summary>Bounds the turns that wait for the server's answer.</summary>
internal sealed class WriteBacklog
{
    private const int MaxTurns = 8192;
    private const long MaxBytes = 64 << 20;

    private readonly Lock gate = new();
    private int turns;
    private long bytes;

    /// <exception cref="DaprException">Too much waits already.</exception>
    public void Enter(long size)
    {
        lock (gate)
        {
            if (turns == MaxTurns || (bytes > 0 && bytes + size > MaxBytes))
            {
                throw new DaprException($"The state store is overloaded: {turns} writes of {bytes} bytes wait for it.");
            }

            turns++;
            bytes += size;
        }
    }

    public void Leave(long size)
    {
        lock (gate)
        {
            turns--;
            bytes -= size;
        }
    }
}
