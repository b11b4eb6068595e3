namespace Parley.Crash.Tests;

/// <summary>A message that a socket's client has sent and that is not answered yet.</summary>
internal sealed record Pending(string ClientId, string Content)
{
    public TaskCompletionSource Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
