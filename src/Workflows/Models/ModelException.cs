namespace Parley.Workflows.Models;

/// <summary>
/// The model failed. It carries the kind of failure alone, and never what caused it: a provider's text may name its address or
/// its key, and exceptions are logged.
/// </summary>
public sealed class ModelException(string kind) : Exception($"The model failed: {kind}.")
{
    public string Kind { get; } = kind;
}
