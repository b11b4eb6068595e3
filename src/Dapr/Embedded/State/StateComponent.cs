namespace Dapr.Embedded.State;

/// <summary>A state component that is open: its store, and the prefix that daprd would give its keys.</summary>
internal sealed record StateComponent(string Name, IStateStore Store, string KeyPrefix)
{
    public string Key(string key) => KeyPrefix + key;
}
