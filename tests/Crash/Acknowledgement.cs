namespace Parley.Crash.Tests;

/// <summary>What the service said of a message that it took.</summary>
internal sealed record Acknowledgement(string SessionId, string Content, string MessageId);
