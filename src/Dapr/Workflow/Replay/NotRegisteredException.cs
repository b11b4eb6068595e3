namespace Dapr.Workflow.Replay;

/// <summary>A name that no workflow or activity is registered under. The SDK's error types for these are words, not exception types.</summary>
internal sealed class NotRegisteredException(string errorType, string message) : InvalidOperationException(message)
{
    public string ErrorType { get; } = errorType;
}
