namespace Dapr.Embedded.State;

/// <summary>One row of a commit.</summary>
/// <param name="Key">The whole key.</param>
/// <param name="Value">The value; null deletes the row.</param>
/// <param name="ETag">The ETag that the row must have; null for any.</param>
/// <param name="FirstWrite">Without an ETag: the row must not be there. Deletions do not heed it.</param>
/// <param name="TimeToLive">Seconds until the row expires; zero or less for never.</param>
internal sealed record StateWrite(string Key, ReadOnlyMemory<byte>? Value, string? ETag = null, bool FirstWrite = false, int TimeToLive = 0)
{
    /// <summary>Whether the row as it is now can refuse this write.</summary>
    public bool IsConditional => ETag is not null || (FirstWrite && Value is not null);
}
