namespace Parley.Sessions.Numbers;

/// <summary>A session that needs numbers for its messages from a sequence on.</summary>
public sealed record NumberRequest(string SessionId, int Generation, long FirstSequence);
