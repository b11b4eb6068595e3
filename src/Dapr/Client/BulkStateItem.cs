namespace Dapr.Client;

/// <summary>One answer of a bulk read.</summary>
public readonly struct BulkStateItem
{
    /// <summary>A key with its value and ETag.</summary>
    public BulkStateItem(string key, string value, string etag)
    {
        Key = key;
        Value = value;
        ETag = etag;
    }

    /// <summary>The key that was asked for.</summary>
    public string Key { get; }

    /// <summary>The value's JSON; empty when there is none.</summary>
    public string Value { get; }

    /// <summary>The value's ETag; empty when there is none.</summary>
    public string ETag { get; }
}
