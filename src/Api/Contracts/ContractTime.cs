using System.Globalization;

namespace Parley.Api.Contracts;

/// <summary>Times as the contracts print them, in <c>Contracts:TimeZone</c>.</summary>
public sealed class ContractTime(IConfiguration configuration)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["Contracts:TimeZone"] ?? "UTC");

    /// <summary>ISO without a zone: <c>2025-07-18T10:00:00</c>, with microseconds only when they are not zero.</summary>
    public string Naive(DateTimeOffset instant) => Print(TimeZoneInfo.ConvertTime(instant, zone));

    /// <summary>The same in UTC, whatever the contracts' time zone.</summary>
    public static string NaiveUtc(DateTimeOffset instant) => Print(instant.ToUniversalTime());

    /// <summary>An ISO instant, in the contracts' time zone unless it names another; null for anything else.</summary>
    public DateTimeOffset? Parse(string? text) =>
        !DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var parsed) || parsed.Year is < 1970 or > 9000 ? null
        : parsed.Kind != DateTimeKind.Unspecified ? new DateTimeOffset(parsed.ToUniversalTime())
        : new DateTimeOffset(parsed, zone.GetUtcOffset(parsed)).ToUniversalTime();

    /// <summary><c>20250718100000</c>, as ids carry it.</summary>
    public string Compact(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static string Print(DateTimeOffset local)
    {
        var format = local.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.ffffff";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }
}
