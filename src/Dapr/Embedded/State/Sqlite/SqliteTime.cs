using System.Globalization;

namespace Dapr.Embedded.State.Sqlite;

/// <summary>Times as SQLite's <c>CURRENT_TIMESTAMP</c> writes them: UTC, whole seconds, ordered like their texts.</summary>
internal static class SqliteTime
{
    public static string Now(TimeProvider time) => Text(time.GetUtcNow());

    /// <summary>When a row expires: never early, and up to a second late.</summary>
    public static string? Expiry(TimeProvider time, int timeToLive) =>
        timeToLive > 0 ? Text(time.GetUtcNow().AddSeconds(timeToLive).AddTicks(TimeSpan.TicksPerSecond - 1)) : null;

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
