namespace Dapr.Client;

/// <summary>How consistent a read or a write is to be; a hint to the store.</summary>
public enum ConsistencyMode
{
    /// <summary>Any replica may answer.</summary>
    Eventual = 0,

    /// <summary>The answer reflects every earlier acknowledged write.</summary>
    Strong = 1,
}
