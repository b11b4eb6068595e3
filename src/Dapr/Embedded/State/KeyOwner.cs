namespace Dapr.Embedded.State;

/// <summary>An application and what its keys in one component begin with. Two components of one server have an owner each.</summary>
internal sealed record KeyOwner(string AppId, string KeyPrefix);
