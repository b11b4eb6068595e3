using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Dapr.Client;

namespace Parley.Sessions.Documents;

/// <summary>The documents of one state component: JSON with a format version, bounded in size, always with an explicit expiry.</summary>
public sealed partial class DocumentStore(DaprClient dapr, string component)
{
    public const int CurrentVersion = 1;
    public const int MaxBytes = 256 * 1024;

    private const int DocumentsAtOnce = 32;

    private static readonly Dictionary<string, string> NoExpiry = Expiry(null);
    private static readonly StateOptions FirstWrite = new() { Concurrency = ConcurrencyMode.FirstWrite };

    /// <summary>Non-ASCII text stays as it is: half the bytes for Chinese. What a message does not use takes none.</summary>
    public static JsonSerializerOptions JsonOptions { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        TypeInfoResolver = SessionsJson.Default,
    };

    public static byte[] Write<T>(string key, T document)
        where T : IDocument
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, TypeOf<T>());
        return bytes.Length <= MaxBytes
            ? bytes
            : throw new DocumentFormatException($"Document '{key}' has {bytes.Length} bytes; {MaxBytes} are allowed.");
    }

    public static T Parse<T>(string key, ReadOnlySpan<byte> json)
        where T : IDocument => Checked(key, JsonSerializer.Deserialize(json, TypeOf<T>()));

    public async Task<(ReadOnlyMemory<byte> Value, string ETag)> ReadAsync(string key, CancellationToken cancellation = default) =>
        await dapr.GetByteStateAndETagAsync(component, key, ConsistencyMode.Strong, cancellationToken: cancellation);

    public async Task<T?> FindAsync<T>(string key, CancellationToken cancellation = default)
        where T : class, IDocument
    {
        var (value, _) = await ReadAsync(key, cancellation);
        return value.IsEmpty ? null : Parse<T>(key, value.Span);
    }

    /// <summary>The documents that are there, by key.</summary>
    public async Task<IReadOnlyDictionary<string, T>> FindManyAsync<T>(IReadOnlyList<string> keys, CancellationToken cancellation = default)
        where T : class, IDocument
    {
        var found = new Dictionary<string, T>(keys.Count);
        if (keys.Count == 1)
        {
            if (await FindAsync<T>(keys[0], cancellation) is { } document)
            {
                found[keys[0]] = document;
            }
        }
        else if (keys.Count > 1)
        {
            foreach (var item in await dapr.GetBulkStateAsync(component, keys, null, cancellationToken: cancellation))
            {
                if (!string.IsNullOrEmpty(item.Value))
                {
                    found[item.Key] = Checked(item.Key, JsonSerializer.Deserialize(item.Value, TypeOf<T>()));
                }
            }
        }

        return found;
    }

    /// <summary>All these documents in order, a few at a time. Throws when one is missing.</summary>
    public async IAsyncEnumerable<T> ReadAllAsync<T>(IReadOnlyList<string> keys)
        where T : class, IDocument
    {
        foreach (var chunk in keys.Chunk(DocumentsAtOnce))
        {
            var found = await FindManyAsync<T>(chunk);
            foreach (var key in chunk)
            {
                yield return found.GetValueOrDefault(key) ?? throw new DocumentFormatException($"Document '{key}' is missing.");
            }
        }
    }

    /// <summary>Writes or deletes documents of which no head speaks yet, or any more.</summary>
    public Task WriteAsync(IReadOnlyCollection<Document> others) =>
        dapr.ExecuteStateTransactionAsync(component, [.. others.Select(other => Request(other))]);

    /// <summary>Writes a head that was not there before; throws when somebody else was first.</summary>
    /// <param name="head">The head.</param>
    /// <param name="empty">Makes a head that says nothing yet.</param>
    /// <param name="others">Everything else of the turn.</param>
    public async Task CreateAsync(Document head, Func<byte[]> empty, IReadOnlyCollection<Document> others)
    {
        if (others.Count > 0 && await KeepsRefusedAsync())
        {
            var nothing = empty();
            await InsertAsync(head with { Value = nothing });
            var (inserted, etag) = await ReadAsync(head.Key);
            await (inserted.Span.SequenceEqual(nothing) ? PrepareAsync(head, etag, others) : throw WrittenByAnother(head.Key));
            return;
        }

        // What the head speaks of comes first: without the head it is harmless.
        if (others.Count > 0)
        {
            await WriteAsync(others);
        }

        await InsertAsync(head);
    }

    /// <summary>Writes a head over the one with this ETag, with everything else of the turn: all of it or nothing.</summary>
    public async Task ReplaceAsync(Document head, string etag, IReadOnlyCollection<Document> others) =>
        await (others.Count > 0 && await KeepsRefusedAsync() ? PrepareAsync(head, etag, others) : WriteAsync(head, etag, others));

    private Task InsertAsync(Document document) =>
        dapr.SaveByteStateAsync(component, document.Key, document.Value, FirstWrite, Expiry(document.TimeToLive));

    private Task WriteAsync(Document head, string etag, IReadOnlyCollection<Document> others) =>
        dapr.ExecuteStateTransactionAsync(component, [.. others.Select(other => Request(other)), Request(head, etag)]);

    private static StateTransactionRequest Request(Document document, string? etag = null) => document.Value is null
        ? new StateTransactionRequest(document.Key, null, StateOperationType.Delete, etag)
        : new StateTransactionRequest(document.Key, document.Value, StateOperationType.Upsert, etag, Expiry(document.TimeToLive));

    private static Dictionary<string, string> Expiry(TimeSpan? timeToLive) => timeToLive is { } ttl
        ? new() { ["ttlInSeconds"] = ((long)Math.Ceiling(ttl.TotalSeconds)).ToString(CultureInfo.InvariantCulture) }
        : NoExpiry ?? new() { ["ttlInSeconds"] = "-1" };

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)JsonOptions.GetTypeInfo(typeof(T));

    private static T Checked<T>(string key, [NotNull] T? document)
        where T : IDocument => document switch
        {
            null => throw new DocumentFormatException($"Document '{key}' is null."),
            { Version: > CurrentVersion } => throw new DocumentFormatException(
                $"Document '{key}' has format {document.Version}; this release reads up to {CurrentVersion}."),
            _ => document,
        };
}
