using System.Diagnostics.CodeAnalysis;

namespace Dapr.Sidecar.Actors;

/// <summary>Durations as the sidecar reads them.</summary>
internal static class DaprDuration
{
    /// <summary>Hours, minutes, seconds and milliseconds; empty for a negative one, which never comes.</summary>
    [return: NotNullIfNotNull(nameof(duration))]
    public static string? Write(TimeSpan? duration) =>
        duration is not { } time ? null
        : time < TimeSpan.Zero ? ""
        : $"{(long)time.TotalHours}h{time.Minutes}m{time.Seconds}s{time.Milliseconds}ms";
}
