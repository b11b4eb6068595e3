namespace Dapr.Client;

/// <summary>What a write does about a value that is already there.</summary>
public enum ConcurrencyMode
{
    /// <summary>The write is refused when the key exists (without an ETag) or has another ETag.</summary>
    FirstWrite = 0,

    /// <summary>The write replaces whatever is there. The default.</summary>
    LastWrite = 1,
}
