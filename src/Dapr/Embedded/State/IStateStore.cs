namespace Dapr.Embedded.State;

/// <summary>A state component in this process. Keys here are whole: prefix included.</summary>
/// <remarks>Failures of the store surface as <see cref="DaprException"/>.</remarks>
internal interface IStateStore : IAsyncDisposable
{
    /// <summary>The row of a key; null when it is not there or has expired.</summary>
    ValueTask<StateRow?> ReadAsync(string key, CancellationToken cancellation);

    /// <summary>The rows of several keys, in their order.</summary>
    ValueTask<IReadOnlyList<StateRow?>> ReadManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation);

    /// <summary>Writes all or nothing, durably. Writes that arrive at the same time share one commit of the store.</summary>
    /// <exception cref="StateConflictException">An ETag did not match, or a first write found the key.</exception>
    Task WriteAsync(IReadOnlyList<StateWrite> writes);

    /// <summary>Every row whose key begins with a prefix, in no order. For the runtime's own start, not for applications.</summary>
    IAsyncEnumerable<KeyValuePair<string, StateRow>> ScanAsync(string prefix, CancellationToken cancellation);
}
