namespace Dapr.Client;

/// <summary>Options of a state write.</summary>
public class StateOptions
{
    /// <summary>First or last write wins; unset means last.</summary>
    public ConcurrencyMode? Concurrency { get; set; }

    /// <summary>The consistency hint; unset leaves it to the store.</summary>
    public ConsistencyMode? Consistency { get; set; }
}
