namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>Whether two messages say the same, give or take a word, by the pairs of letters they share.</summary>
internal static class Similarity
{
    private const int Compared = 300;
    private const int Shortest = 3;
    private const double Same = 0.7;

    public static bool IsSame(string earlier, string later)
    {
        var (first, second) = (Letters(earlier), Letters(later));
        if (first.Length < Shortest || second.Length < Shortest)
        {
            return false;
        }

        var (left, right) = (Pairs(first), Pairs(second));
        var shared = left.Count(right.Contains);
        return 2.0 * shared / (left.Count + right.Count) >= Same;
    }

    private static string Letters(string text) =>
        new([.. MessageText.Fold(text).Where(char.IsLetterOrDigit).Take(Compared)]);

    private static HashSet<(char First, char Second)> Pairs(string letters) =>
        [.. letters.Zip(letters.Skip(1))];
}
