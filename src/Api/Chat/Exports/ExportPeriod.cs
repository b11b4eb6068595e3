using System.Globalization;

namespace Parley.Api.Chat.Exports;

/// <summary>When conversations were last active: from a moment on, and before another one.</summary>
internal sealed record ExportPeriod(DateTimeOffset? From, DateTimeOffset? Before)
{
    public const string Start = "startDate";
    public const string End = "endDate";

    private const string Day = "yyyy-MM-dd";

    private static readonly string[] Moments =
        ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mmK"];

    /// <summary>The period, or why there is none. Both ends are in it; an end that is a day includes that day.</summary>
    public static (ExportPeriod? Period, string? Problem) Parse(IQueryCollection query)
    {
        var (from, _) = Parse(query[Start]);
        var (to, toDay) = Parse(query[End]);
        return IsGiven(query, Start) && from is null ? (null, Wrong(Start))
            : IsGiven(query, End) && to is null ? (null, Wrong(End))
            : from > to ? (null, $"{Start} 不能晚于 {End}")
            : (new ExportPeriod(from, toDay ? to!.Value.AddDays(1) : to?.AddTicks(1)), null);
    }

    private static bool IsGiven(IQueryCollection query, string name) => query.ContainsKey(name);

    private static string Wrong(string name) => $"{name} 无效，支持格式：2025-02-10 或 2025-02-10T09:30:00（UTC）";

    private static (DateTimeOffset? Moment, bool IsDay) Parse(string? text)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var isDay = DateTimeOffset.TryParseExact(text, Day, CultureInfo.InvariantCulture, utc, out var moment);
        return (isDay || DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, utc, out moment)) && moment.Year is >= 1970 and < 9000
            ? (moment, isDay)
            : (null, false);
    }
}
