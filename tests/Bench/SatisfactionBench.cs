using System.Diagnostics;
using System.Globalization;
using CsvHelper;
using Parley.Workflows.Satisfaction;

namespace Parley.Bench;

/// <summary>How often the lexicon agrees with a labelled file (columns label, 1 or 0, and review), in halves by even and odd rows.</summary>
internal static class SatisfactionBench
{
    public static void Run(string path)
    {
        var rows = Read(path);
        var lexicon = new SatisfactionLexicon();
        var watch = Stopwatch.StartNew();
        var judged = rows
            .Select((row, number) => (Number: number, row.Label, Score: lexicon.Judge([new(TurnRole.User, row.Review)]).Score))
            .ToList();
        Console.WriteLine($"{judged.Count} reviews, {judged.Count / watch.Elapsed.TotalSeconds:0} a second on one core");
        Print("all rows", [.. judged.Select(row => (row.Label, row.Score))]);
        Print("even rows", [.. judged.Where(row => row.Number % 2 == 0).Select(row => (row.Label, row.Score))]);
        Print("odd rows", [.. judged.Where(row => row.Number % 2 == 1).Select(row => (row.Label, row.Score))]);
    }

    private static List<(int Label, string Review)> Read(string path)
    {
        using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        var rows = new List<(int, string)>();
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            rows.Add((csv.GetField<int>("label"), csv.GetField("review") ?? string.Empty));
        }

        return rows;
    }

    private static void Print(string name, IReadOnlyList<(int Label, int Score)> rows)
    {
        Console.WriteLine($"\n{name}\n  label      1      2      3      4      5   score above 3");
        var content = Line(rows, 1);
        var discontent = Line(rows, 0);
        Console.WriteLine($"  balanced accuracy {(content + 1 - discontent) / 2:0.0000}");
    }

    private static double Line(IReadOnlyList<(int Label, int Score)> rows, int label)
    {
        var scores = rows.Where(row => row.Label == label).Select(row => row.Score).ToList();
        var above = scores.Count(score => score > 3) / (double)scores.Count;
        var counts = Enumerable.Range(1, 5).Select(score => $"{scores.Count(given => given == score),7}");
        Console.WriteLine($"  {label,5}{string.Concat(counts)}   {above:0.000}");
        return above;
    }
}
