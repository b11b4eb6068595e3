namespace Dapr.Sidecar.Actors;

/// <summary>A reminder that fires, as far as the sidecar tells.</summary>
internal sealed record ReminderFiring(byte[]? Data);
