namespace Dapr.Client;

/// <summary>State and publish calls of Dapr, as far as Parley uses them.</summary>
/// <remarks>
/// Source: Dapr.Client of the .NET SDK 1.18. Every call throws <see cref="DaprException"/> when the store or the sidecar fails
/// or refuses, and <see cref="OperationCanceledException"/> when it was cancelled. After a failed or cancelled write it is
/// unknown whether the write took place.
/// </remarks>
public abstract class DaprClient : IDisposable
{
    /// <summary>Reads a value with its ETag.</summary>
    /// <returns>The value's bytes and its ETag; no bytes and an empty ETag when the key is not there or has expired.</returns>
    public abstract Task<(ReadOnlyMemory<byte>, string etag)> GetByteStateAndETagAsync(
        string storeName,
        string key,
        ConsistencyMode? consistencyMode = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads several values at once; the answers may come in any order, one for each key.</summary>
    /// <param name="storeName">The state component.</param>
    /// <param name="keys">At least one key.</param>
    /// <param name="parallelism">How many keys a store without bulk reads asks for at the same time; null leaves it to Dapr.</param>
    /// <param name="metadata">Metadata of the request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<IReadOnlyList<BulkStateItem>> GetBulkStateAsync(
        string storeName,
        IReadOnlyList<string> keys,
        int? parallelism,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Writes one value. With <see cref="ConcurrencyMode.FirstWrite"/> an existing key makes it throw.</summary>
    public abstract Task SaveByteStateAsync(
        string storeName,
        string key,
        ReadOnlyMemory<byte> binaryValue,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Writes and deletes several keys in one transaction. An ETag that does not match throws, and nothing is written
    /// (on Redis under daprd the other operations stay applied).</summary>
    public abstract Task ExecuteStateTransactionAsync(
        string storeName,
        IReadOnlyList<StateTransactionRequest> operations,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Publishes an event as JSON; Dapr wraps it in a CloudEvent.</summary>
    public abstract Task PublishEventAsync<TData>(
        string pubsubName,
        string topicName,
        TData data,
        CancellationToken cancellationToken = default);

    /// <summary>Releases the client.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the client holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
