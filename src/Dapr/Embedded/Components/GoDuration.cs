using System.Globalization;
using System.Text.RegularExpressions;

namespace Dapr.Embedded.Components;

/// <summary>Durations as daprd reads them: Go's notation (<c>1m30s</c>, <c>250ms</c>), or whole seconds.</summary>
internal static partial class GoDuration
{
    /// <returns>The duration; null when the text is none.</returns>
    public static TimeSpan? Parse(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        if (!Whole().IsMatch(text))
        {
            return null;
        }

        var sum = Part().Matches(text).Sum(part =>
            double.Parse(part.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) * Ticks(part.Groups["unit"].Value));
        return TimeSpan.FromTicks((long)(text[0] == '-' ? -sum : sum));
    }

    private static double Ticks(string unit) => unit switch
    {
        "h" => TimeSpan.TicksPerHour,
        "m" => TimeSpan.TicksPerMinute,
        "s" => TimeSpan.TicksPerSecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "ns" => 0.01,
        _ => TimeSpan.TicksPerMicrosecond,
    };

    [GeneratedRegex(@"^[+-]?(\d+(\.\d+)?(h|ms|m|s|us|µs|ns))+$", RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<number>\d+(\.\d+)?)(?<unit>h|ms|m|s|us|µs|ns)", RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
