using System.Buffers;

namespace Parley.Workflows.Models.Offline;

/// <summary>
/// Counts what a text is made of: of Chinese, which has no spaces, the characters and their pairs and triples; of other writing
/// the words and, for the sake of endings and slips of the pen, the triples of letters in them.
/// </summary>
internal static class Grams
{
    private const double Character = 0.5;
    private const double Trigram = 0.3;
    private const double OnlyParticles = 0.2;
    private const double SomeParticles = 0.5;

    // Characters that hold sentences together and tell questions apart the least.
    private static readonly SearchValues<char> Particles = SearchValues.Create("怎么什的了吗呢啊呀吧呗嘛哦我你您们是有一个那");

    public static Dictionary<string, double> Of(string text)
    {
        var grams = new Dictionary<string, double>(StringComparer.Ordinal);
        var folded = Letters.WithoutGreeting(Letters.Fold(text));
        for (var start = 0; start < folded.Length;)
        {
            var kind = Kind(folded[start]);
            var end = start + 1;
            while (end < folded.Length && Kind(folded[end]) == kind)
            {
                end++;
            }

            AddRun(grams, kind, folded[start..end]);
            start = end;
        }

        return grams;
    }

    private static void AddRun(Dictionary<string, double> grams, Run kind, string run)
    {
        if (kind == Run.Han)
        {
            AddSlices(grams, run, 1, slice => Character * HanWeight(slice));
            AddSlices(grams, run, 2, HanWeight);
            AddSlices(grams, run, 3, HanWeight);
        }
        else if (kind == Run.Word)
        {
            Add(grams, run, 1);
            AddSlices(grams, $"^{run}$", 3, _ => Trigram);
        }
    }

    private static void AddSlices(Dictionary<string, double> grams, string run, int length, Func<string, double> weight)
    {
        for (var i = 0; i + length <= run.Length; i++)
        {
            var slice = run.Substring(i, length);
            Add(grams, slice, weight(slice));
        }
    }

    private static double HanWeight(string slice) =>
        !slice.AsSpan().ContainsAny(Particles) ? 1
        : slice.AsSpan().ContainsAnyExcept(Particles) ? SomeParticles
        : OnlyParticles;

    private static void Add(Dictionary<string, double> grams, string gram, double weight) =>
        grams[gram] = grams.GetValueOrDefault(gram) + weight;

    private static Run Kind(char letter) =>
        Letters.IsHan(letter) ? Run.Han : char.IsLetterOrDigit(letter) || letter == '\'' ? Run.Word : Run.Gap;

    private enum Run
    {
        Gap,
        Han,
        Word,
    }
}
