using System.Globalization;
using System.Text;
using Dapr.Client;
using Dapr.Embedded.Components;
using Dapr.Embedded.PubSub;
using Dapr.Embedded.State;

namespace Dapr.Embedded;

/// <summary><see cref="DaprClient"/> over the components of this process.</summary>
/// <remarks>A token can cancel a call until its write is queued. From then on the call waits for the commit, which is short, so
/// that the caller's bytes are not read behind its back.</remarks>
internal sealed class EmbeddedDaprClient(EmbeddedRuntime runtime, EmbeddedPubSub events) : DaprClient
{
    public override async Task<(ReadOnlyMemory<byte>, string etag)> GetByteStateAndETagAsync(
        string storeName,
        string key,
        ConsistencyMode? consistencyMode = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var component = Component(storeName, cancellationToken);
        var row = await component.Store.ReadAsync(Key(component, key), cancellationToken);
        return row is null ? (ReadOnlyMemory<byte>.Empty, "") : (row.Value, row.ETag);
    }

    public override async Task<IReadOnlyList<BulkStateItem>> GetBulkStateAsync(
        string storeName,
        IReadOnlyList<string> keys,
        int? parallelism,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var component = Component(storeName, cancellationToken);
        ThrowIfEmpty(keys, nameof(keys));
        var rows = await component.Store.ReadManyAsync([.. keys.Select(key => Key(component, key))], cancellationToken);
        return [.. keys.Zip(rows, (key, row) =>
            row is null ? new BulkStateItem(key, "", "") : new BulkStateItem(key, Encoding.UTF8.GetString(row.Value.Span), row.ETag))];
    }

    public override async Task SaveByteStateAsync(
        string storeName,
        string key,
        ReadOnlyMemory<byte> binaryValue,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var component = Component(storeName, cancellationToken);
        await component.Store.WriteAsync(
            [new StateWrite(Key(component, key), binaryValue, null, IsFirstWrite(stateOptions), TimeToLive(metadata))]);
    }

    public override async Task ExecuteStateTransactionAsync(
        string storeName,
        IReadOnlyList<StateTransactionRequest> operations,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var component = Component(storeName, cancellationToken);
        ThrowIfEmpty(operations, nameof(operations));
        var writes = new StateWrite[operations.Count];
        for (var i = 0; i < writes.Length; i++)
        {
            writes[i] = Write(component, operations[i]);
        }

        await component.Store.WriteAsync(writes);
    }

    public override Task PublishEventAsync<TData>(
        string pubsubName, string topicName, TData data, CancellationToken cancellationToken = default) =>
        events.PublishAsync(pubsubName, topicName, data);

    private static StateWrite Write(StateComponent component, StateTransactionRequest operation)
    {
        // A plain null would become empty bytes: memory converts from a null array.
        ReadOnlyMemory<byte>? none = null;
        var value = operation.OperationType == StateOperationType.Delete ? none : new ReadOnlyMemory<byte>(operation.Value ?? []);
        return new StateWrite(
            Key(component, operation.Key),
            value,
            string.IsNullOrEmpty(operation.ETag) ? null : operation.ETag,
            IsFirstWrite(operation.Options),
            TimeToLive(operation.Metadata));
    }

    private static string Key(StateComponent component, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return key.Contains(KeyPrefix.Separator, StringComparison.Ordinal)
            ? throw new DaprException($"The key '{key}' must not contain '{KeyPrefix.Separator}'.")
            : component.Key(key);
    }

    private static bool IsFirstWrite(StateOptions? options) => options?.Concurrency == ConcurrencyMode.FirstWrite;

    private static int TimeToLive(IReadOnlyDictionary<string, string>? metadata) =>
        metadata is null || !metadata.TryGetValue("ttlInSeconds", out var text) ? 0
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && seconds >= -1 ? seconds
        : throw new DaprException($"ttlInSeconds is '{text}'; it must be a whole number of seconds, or -1.");

    private static void ThrowIfEmpty<T>(IReadOnlyList<T> list, string parameter)
    {
        if (list.Count == 0)
        {
            throw new ArgumentException("It must not be empty.", parameter);
        }
    }

    private StateComponent Component(string storeName, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        cancellation.ThrowIfCancellationRequested();
        return runtime.State(storeName);
    }
}
