namespace Dapr.Client;

/// <summary>What one operation of a state transaction does.</summary>
public enum StateOperationType
{
    /// <summary>Writes the value, new or not.</summary>
    Upsert = 0,

    /// <summary>Removes the key.</summary>
    Delete = 1,
}
