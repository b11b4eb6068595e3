using System.Text;

namespace Parley.Api.Metrics;

/// <summary>Turns the names of System.Diagnostics.Metrics into those of Prometheus.</summary>
internal static class MetricName
{
    public static string Of(string instrument, string? unit, bool counter)
    {
        var name = Legal(instrument);
        if (Suffix(unit) is { } suffix && !name.EndsWith("_" + suffix, StringComparison.Ordinal))
        {
            name += "_" + suffix;
        }

        return counter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>A legal metric or label name: anything but ASCII letters, digits and underscores becomes an underscore.</summary>
    public static string Legal(string name)
    {
        var legal = new StringBuilder(name.Length + 1);
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            legal.Append('_');
        }

        foreach (var letter in name)
        {
            legal.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        }

        return legal.ToString();
    }

    // Units are UCUM; annotations in braces such as {request} say what is counted and are no unit.
    private static string? Suffix(string? unit) => unit switch
    {
        null or "" or "1" => null,
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        ['{', ..] => null,
        _ => Legal(unit),
    };
}
