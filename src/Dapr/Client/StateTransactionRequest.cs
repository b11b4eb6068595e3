namespace Dapr.Client;

/// <summary>One operation of a state transaction.</summary>
public sealed class StateTransactionRequest
{
    /// <summary>An operation on a key.</summary>
    /// <param name="key">The key, without the store's prefix.</param>
    /// <param name="value">The value's JSON in UTF-8; null for a deletion.</param>
    /// <param name="operationType">Write or delete.</param>
    /// <param name="etag">The ETag that the key must still have; null to write whatever is there.</param>
    /// <param name="metadata">Metadata of the operation, such as <c>ttlInSeconds</c> (-1 for no expiry).</param>
    /// <param name="options">Concurrency and consistency. Inside a transaction not every store heeds them.</param>
    public StateTransactionRequest(
        string key,
        byte[]? value,
        StateOperationType operationType,
        string? etag = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        StateOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Key = key;
        Value = value;
        OperationType = operationType;
        ETag = etag;
        Metadata = metadata;
        Options = options;
    }

    /// <summary>Concurrency and consistency.</summary>
    public StateOptions? Options;

    /// <summary>The key, without the store's prefix.</summary>
    public string Key { get; }

    /// <summary>The value's JSON in UTF-8; null for a deletion.</summary>
    public byte[]? Value { get; set; }

    /// <summary>Write or delete.</summary>
    public StateOperationType? OperationType { get; set; }

    /// <summary>The ETag that the key must still have; null to write whatever is there.</summary>
    public string? ETag { get; set; }

    /// <summary>Metadata of the operation, such as <c>ttlInSeconds</c>.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; set; }
}
