using Dapr.Embedded.State;

namespace Dapr.Embedded.Components;

/// <summary>A type of state components.</summary>
/// <param name="Name">What <c>spec.type</c> says.</param>
/// <param name="Version">The one version that this runtime knows.</param>
/// <param name="Items">The metadata that it knows beside that of every state component.</param>
/// <param name="Open">Opens a component's store for its owner, and says in words where the store is.</param>
internal sealed record StateType(
    string Name,
    string Version,
    IReadOnlyList<ItemName> Items,
    Func<ComponentManifest, ComponentItems, KeyOwner, TimeProvider, Task<(IStateStore Store, string? Place)>> Open);
