namespace Parley.Sessions.Idempotency;

/// <param name="Matches">False when the key was first used with another body.</param>
/// <param name="CommandId">The command to carry out, the same for every caller.</param>
/// <param name="ClaimedAt">When the key was first used.</param>
/// <param name="Target">The session that the first caller chose, when one was to be chosen.</param>
public sealed record ClaimResult(bool Matches, string CommandId, DateTimeOffset ClaimedAt, string? Target = null);
