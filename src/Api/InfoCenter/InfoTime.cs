using System.Globalization;

namespace Parley.Api.InfoCenter;

/// <summary>Instants as this contract writes and reads them: UTC with milliseconds and Z; ISO dates and date-times.</summary>
internal static class InfoTime
{
    private const string Date = "yyyy-MM-dd";
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] DateTimes = ["yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static string Of(DateOnly day) => Of(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));

    /// <summary>The first whole millisecond of what the text names; null when it names nothing.</summary>
    public static DateTimeOffset? First(string text) =>
        Parse(text) is not { } named ? null : Whole(named.Instant) is var whole && whole < named.Instant ? Later(whole, Millisecond) : whole;

    /// <summary>The first whole millisecond after what the text names, a date being its whole day; null when it names nothing.</summary>
    public static DateTimeOffset? After(string text) =>
        Parse(text) is { } named ? Later(Whole(named.Instant), named.IsDay ? Day : Millisecond) : null;

    private static (DateTimeOffset Instant, bool IsDay)? Parse(string text)
    {
        // A plus sign in a query that nobody escaped arrives as a space.
        text = text.Replace(' ', '+');
        return DateTimeOffset.TryParseExact(text, Date, CultureInfo.InvariantCulture, Utc, out var day) ? (day, true)
            : DateTimeOffset.TryParseExact(text, DateTimes, CultureInfo.InvariantCulture, Utc, out var instant) ? (instant, false)
            : null;
    }

    private static DateTimeOffset Whole(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond));

    private static DateTimeOffset Later(DateTimeOffset instant, TimeSpan by) =>
        instant > DateTimeOffset.MaxValue - by ? DateTimeOffset.MaxValue : instant + by;
}
