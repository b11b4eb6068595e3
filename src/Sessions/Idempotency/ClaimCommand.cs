namespace Parley.Sessions.Idempotency;

/// <param name="BodyHash">What the key was sent with.</param>
/// <param name="Target">The session to act on, where the request names none; the first caller's stays.</param>
public sealed record ClaimCommand(string BodyHash, string? Target = null);
