using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapr.Embedded.State;
using Dapr.Embedded.Workflows.History;
using Dapr.Workflow;
using Dapr.Workflow.History;

namespace Dapr.Embedded.Workflows;

/// <summary>Instance documents in the actor store, under a prefix that no actor and no application can write.</summary>
internal sealed class InstanceStore(EmbeddedRuntime runtime)
{
    private readonly string prefix = $"{runtime.AppId}||workflows||";

    private IStateStore Store => runtime.ActorStore.Store;

    public async Task<InstanceDocument?> ReadAsync(string id, CancellationToken cancellation) =>
        await Store.ReadAsync(prefix + id, cancellation) is { } row ? Deserialize(id, row) : null;

    /// <exception cref="StateConflictException">There is an instance of that id, ended or not.</exception>
    public Task CreateAsync(string id, InstanceDocument document) =>
        Store.WriteAsync([new StateWrite(prefix + id, Serialize(document), FirstWrite: true)]);

    public Task WriteAsync(string id, InstanceDocument document) =>
        Store.WriteAsync([new StateWrite(prefix + id, Serialize(document))]);

    /// <summary>Removes those of the instances that have ended, all in one commit, and says how many these are.</summary>
    /// <exception cref="StateConflictException">One of them was written meanwhile; nothing was removed.</exception>
    public async Task<int> PurgeAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var rows = await Store.ReadManyAsync([.. ids.Select(id => prefix + id)], cancellation);
        List<StateWrite> writes = [.. ids.Zip(rows)
            .Where(pair => pair.Second is { } row && Deserialize(pair.First, row).HasEnded)
            .Select(pair => new StateWrite(prefix + pair.First, null, pair.Second!.ETag))];
        if (writes.Count > 0)
        {
            await Store.WriteAsync(writes);
        }

        return writes.Count;
    }

    /// <summary>Every instance; a document that cannot be read is null, with the reason.</summary>
    public async IAsyncEnumerable<(string Id, InstanceDocument? Document, DaprException? Unreadable)> ScanAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (key, row) in Store.ScanAsync(prefix, cancellation))
        {
            var id = key[prefix.Length..];
            (InstanceDocument?, DaprException?) read;
            try
            {
                read = (Deserialize(id, row), null);
            }
            catch (DaprException unreadable)
            {
                read = (null, unreadable);
            }

            yield return (id, read.Item1, read.Item2);
        }
    }

    private static byte[] Serialize(InstanceDocument document)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, HistoryJson.Compact.InstanceDocument);
        if (bytes.Length <= HistoryLimit.Bytes)
        {
            return bytes;
        }

        document.Input = null;
        document.Turns.Clear();
        document.End(WorkflowRuntimeStatus.Failed, document.Updated, failure: HistoryLimit.Exceeded(bytes.Length));
        return JsonSerializer.SerializeToUtf8Bytes(document, HistoryJson.Compact.InstanceDocument);
    }

    private static InstanceDocument Deserialize(string id, StateRow row)
    {
        try
        {
            var version = JsonSerializer.Deserialize(row.Value.Span, HistoryJson.Compact.DocumentVersion)!.Version;
            return version <= InstanceDocument.CurrentVersion
                ? JsonSerializer.Deserialize(row.Value.Span, HistoryJson.Compact.InstanceDocument)!
                : throw new DaprException(
                    $"Workflow instance '{id}' was written by a newer release (format {version}; this one reads up to {InstanceDocument.CurrentVersion}).");
        }
        catch (JsonException exception)
        {
            throw new DaprException($"The document of workflow instance '{id}' cannot be read.", exception);
        }
    }
}
