namespace Dapr.Embedded.State;

/// <summary>A write was refused because the row is not as the writer knew it.</summary>
internal sealed class StateConflictException(string key) : DaprException($"The ETag of '{key}' does not match.");
