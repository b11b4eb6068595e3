namespace Dapr.Sidecar.Actors;

/// <summary>A reminder on its way to the sidecar. The data travels as base64.</summary>
internal sealed record ReminderRegistration(string DueTime, string Period, byte[] Data);
