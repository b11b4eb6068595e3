using Dapr.Client;
using Dapr.Sidecar.State.Wire;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Dapr.Sidecar.State;

/// <summary>Writes as the gRPC API takes them, where values stay the bytes that they are. Over HTTP the sidecar would read and
/// write them anew: numbers would go through a double, and what was 20 digits long would come back as another number.</summary>
internal static class StateMessages
{
    public static SaveStateRequest Save(
        string store, string key, ReadOnlyMemory<byte> value, StateOptions? options, IReadOnlyDictionary<string, string>? metadata) =>
        new() { StoreName = store, States = { Item(key, value, null, options, metadata) } };

    public static ExecuteStateTransactionRequest Transaction(
        string store, IReadOnlyList<StateTransactionRequest> operations, IReadOnlyDictionary<string, string>? metadata)
    {
        var request = new ExecuteStateTransactionRequest { StoreName = store };
        Add(request.Metadata, metadata);
        foreach (var operation in operations)
        {
            request.Operations.Add(new TransactionalStateOperation
            {
                OperationType = operation.OperationType == StateOperationType.Delete ? "delete" : "upsert",
                Request = Item(operation.Key, operation.Value, operation.ETag, operation.Options, operation.Metadata),
            });
        }

        return request;
    }

    private static StateItem Item(
        string key, ReadOnlyMemory<byte> value, string? etag, StateOptions? options, IReadOnlyDictionary<string, string>? metadata)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);

        // Nobody changes the bytes before the call has ended.
        var item = new StateItem { Key = key, Value = UnsafeByteOperations.UnsafeWrap(value) };
        Add(item.Metadata, metadata);
        if (!string.IsNullOrEmpty(etag))
        {
            item.Etag = new Etag { Value = etag };
        }

        if (options is not null)
        {
            item.Options = new StateItemOptions
            {
                Concurrency = options.Concurrency is { } concurrency ? (int)concurrency + 1 : 0,
                Consistency = options.Consistency is { } consistency ? (int)consistency + 1 : 0,
            };
        }

        return item;
    }

    private static void Add(MapField<string, string> target, IReadOnlyDictionary<string, string>? metadata)
    {
        foreach (var (name, value) in metadata ?? new Dictionary<string, string>())
        {
            target.Add(name, value);
        }
    }
}
