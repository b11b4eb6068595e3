using Dapr;
using Dapr.Client;

namespace Parley.Faults;

/// <summary>A client whose commits fail: some before they are carried out, some after.</summary>
internal sealed class FaultyDaprClient(DaprClient inner, FaultSource faults) : DaprClient
{
    private readonly SemaphoreSlim isolation = new(1, 1);

    public override async Task<(ReadOnlyMemory<byte>, string etag)> GetByteStateAndETagAsync(
        string storeName,
        string key,
        ConsistencyMode? consistencyMode = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        await (faults.BeforeRead?.Invoke(key) ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await inner.GetByteStateAndETagAsync(storeName, key, consistencyMode, metadata, cancellationToken);
    }

    public override Task<IReadOnlyList<BulkStateItem>> GetBulkStateAsync(
        string storeName,
        IReadOnlyList<string> keys,
        int? parallelism,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default) =>
        inner.GetBulkStateAsync(storeName, keys, parallelism, metadata, cancellationToken);

    public override Task SaveByteStateAsync(
        string storeName,
        string key,
        ReadOnlyMemory<byte> binaryValue,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default) =>
        CommitAsync(() => inner.SaveByteStateAsync(storeName, key, binaryValue, stateOptions, metadata, cancellationToken));

    public override Task ExecuteStateTransactionAsync(
        string storeName,
        IReadOnlyList<StateTransactionRequest> operations,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default) =>
        CommitAsync(() => faults.Options.TwoOwners
            ? WithoutRollbackAsync(storeName, operations)
            : inner.ExecuteStateTransactionAsync(storeName, operations, metadata, cancellationToken));

    public override Task PublishEventAsync<TData>(
        string pubsubName, string topicName, TData data, CancellationToken cancellationToken = default) =>
        inner.PublishEventAsync(pubsubName, topicName, data, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            isolation.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task WithoutRollbackAsync(string storeName, IReadOnlyList<StateTransactionRequest> operations)
    {
        await isolation.WaitAsync();
        try
        {
            DaprException? refused = null;
            foreach (var operation in operations)
            {
                try
                {
                    await inner.ExecuteStateTransactionAsync(storeName, [operation]);
                }
                catch (DaprException refusal)
                {
                    refused = refusal;
                }
            }

            if (refused is not null)
            {
                throw refused;
            }
        }
        finally
        {
            isolation.Release();
        }
    }

    private async Task CommitAsync(Func<Task> commit)
    {
        if (faults.Strikes(faults.Options.RefusedCommits))
        {
            throw new DaprException("Refused by the test's faults.");
        }

        await commit();
        if (faults.Strikes(faults.Options.LostAnswers))
        {
            throw new DaprException("Answer lost by the test's faults.");
        }
    }
}
