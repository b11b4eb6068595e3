using System.Globalization;
using System.Text;
using Dapr.Client;
using Dapr.Embedded.PubSub;
using Dapr.Embedded.State;

namespace Dapr.Embedded;

/// <summary><see cref="DaprClient"/> over the components of this process.</summary>
internal sealed class EmbeddedDaprClient(EmbeddedRuntime runtime, EmbeddedPubSub events) : DaprClient
{
    public override async Task<(ReadOnlyMemory<byte>, string etag)> GetByteStateAndETagAsync(
        string storeName,
        string key,
        ConsistencyMode? consistencyMode = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var component = runtime.State(storeName);
        var row = await component.Store.ReadAsync(component.Key(key), cancellationToken);
        return row is null ? (ReadOnlyMemory<byte>.Empty, "") : (row.Value, row.ETag);
    }

    public override async Task<IReadOnlyList<BulkStateItem>> GetBulkStateAsync(
        string storeName,
        IReadOnlyList<string> keys,
        int? parallelism,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count, nameof(keys));
        var component = runtime.State(storeName);
        var rows = await component.Store.ReadManyAsync([.. keys.Select(component.Key)], cancellationToken);
        return [.. keys.Zip(rows, (key, row) =>
            row is null ? new BulkStateItem(key, "", "") : new BulkStateItem(key, Encoding.UTF8.GetString(row.Value.Span), row.ETag))];
    }

    public override Task SaveByteStateAsync(
        string storeName,
        string key,
        ReadOnlyMemory<byte> binaryValue,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var component = runtime.State(storeName);
        return component.Store.WriteAsync(
            [new StateWrite(component.Key(key), binaryValue, null, IsFirstWrite(stateOptions), TimeToLive(metadata))]);
    }

    public override Task ExecuteStateTransactionAsync(
        string storeName,
        IReadOnlyList<StateTransactionRequest> operations,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var component = runtime.State(storeName);
        return component.Store.WriteAsync([.. operations.Select(operation => new StateWrite(
            component.Key(operation.Key),
            operation.OperationType == StateOperationType.Delete ? null : operation.Value,
            operation.ETag,
            IsFirstWrite(operation.Options),
            TimeToLive(operation.Metadata)))]);
    }

    public override Task PublishEventAsync<TData>(
        string pubsubName, string topicName, TData data, CancellationToken cancellationToken = default) =>
        events.PublishAsync(pubsubName, topicName, data);

    private static bool IsFirstWrite(StateOptions? options) => options?.Concurrency == ConcurrencyMode.FirstWrite;

    private static int TimeToLive(IReadOnlyDictionary<string, string>? metadata) =>
        metadata is null || !metadata.TryGetValue("ttlInSeconds", out var text) ? 0
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && seconds >= -1 ? seconds
        : throw new DaprException($"ttlInSeconds is '{text}'; it must be a whole number of seconds, or -1.");
}
