namespace Parley.Sessions.Idempotency;

/// <param name="Matches">False when the key was first used with another body.</param>
/// <param name="CommandId">The command to carry out, the same for every caller.</param>
/// <param name="ClaimedAt">When the key was first used.</param>
public sealed record ClaimResult(bool Matches, string CommandId, DateTimeOffset ClaimedAt);
