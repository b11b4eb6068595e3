namespace Parley.Workflows.Replies;

/// <summary>The model failed; named by the kind of failure alone.</summary>
public sealed class ModelException(string kind) : Exception($"The model failed: {kind}.");
