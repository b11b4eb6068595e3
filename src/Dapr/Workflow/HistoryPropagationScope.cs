namespace Dapr.Workflow;

/// <summary>How much history a called task is shown. Parley shows none.</summary>
public enum HistoryPropagationScope
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The caller's own.</summary>
    OwnHistory = 1,

    /// <summary>The caller's and its ancestors'.</summary>
    Lineage = 2,
}
