using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.Api.Tests.Metrics;

/// <summary>A scrape, read as strictly as the format is written down: any deviation is a <see cref="FormatException"/>.</summary>
internal sealed partial class Scrape
{
    private readonly List<Sample> samples = [];
    private readonly HashSet<string> seen = [];
    private string current = string.Empty;

    private Scrape(string text)
    {
        if (text.Length > 0 && text[^1] != '\n')
        {
            throw new FormatException("The last line does not end.");
        }

        foreach (var line in text.Split('\n')[..^1])
        {
            Take(line);
        }
    }

    public IReadOnlyList<Sample> Samples => samples;

    public Dictionary<string, string> Types { get; } = [];

    public Dictionary<string, string> Helps { get; } = [];

    public static Scrape Parse(string text) => new(text);

    public double Value(string name, params (string Name, string Value)[] labels) =>
        samples.SingleOrDefault(sample => sample.Name == name
            && sample.Labels.Count == labels.Length
            && labels.All(label => sample.Labels.GetValueOrDefault(label.Name) == label.Value))?.Value
        ?? throw new InvalidOperationException(
            $"No {name} with [{string.Join(", ", labels)}] among: {string.Join(", ", samples.Select(sample => sample.Name).Distinct())}");

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$")]
    private static partial Regex Help { get; }

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex Type { get; }

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*")(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*")*)\})? (\S+)$""")]
    private static partial Regex Line { get; }

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\["\\n])*)"(?:,|$)""")]
    private static partial Regex Label { get; }

    private static string Unescape(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            text.Append(value[i] != '\\' ? value[i] : value[++i] == 'n' ? '\n' : value[i]);
        }

        return text.ToString();
    }

    private void Take(string line)
    {
        if (Help.Match(line) is { Success: true } help)
        {
            Add(Helps, help.Groups[1].Value, Unescape(help.Groups[2].Value));
        }
        else if (Type.Match(line) is { Success: true } type)
        {
            current = type.Groups[1].Value;
            Add(Types, current, type.Groups[2].Value);
        }
        else if (Line.Match(line) is { Success: true } match)
        {
            TakeSample(match, line);
        }
        else
        {
            throw new FormatException($"Not a line of the format: {line}");
        }
    }

    private void TakeSample(Match match, string line)
    {
        var name = match.Groups[1].Value;
        var suffix = name.StartsWith(current, StringComparison.Ordinal) ? name[current.Length..] : "elsewhere";
        if (current.Length == 0 || !(Types[current] == "histogram" ? suffix is "_bucket" or "_sum" or "_count" : suffix.Length == 0))
        {
            throw new FormatException($"Not under its own TYPE line, but under that of '{current}': {line}");
        }

        var labels = Label.Matches(match.Groups[2].Value).ToDictionary(label => label.Groups[1].Value, label => Unescape(label.Groups[2].Value));
        if (!seen.Add($"{name}{{{match.Groups[2].Value}}}"))
        {
            throw new FormatException($"Written twice: {line}");
        }

        samples.Add(new Sample(name, labels, double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture)));
    }

    private static void Add(Dictionary<string, string> lines, string name, string text)
    {
        if (!lines.TryAdd(name, text))
        {
            throw new FormatException($"Described twice: {name}");
        }
    }
}
