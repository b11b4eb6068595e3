namespace Parley.Workflows.Models.Offline;

/// <summary>Tells a question that leans on the one before it, such as 那运费呢 or "and the postage?".</summary>
internal static class FollowUp
{
    private const int ShortInCharacters = 10;
    private const int ShortInWords = 5;

    private static readonly string[] Openings = ["那", "and ", "what about", "how about", "then "];

    /// <summary>Short, and either opening like a follow-up or not understood alone.</summary>
    public static bool Is(string question, bool understood)
    {
        var folded = Letters.Fold(question).Trim();
        return IsShort(folded)
            && (!understood || Openings.Any(opening => folded.StartsWith(opening, StringComparison.Ordinal)));
    }

    private static bool IsShort(string question) =>
        Letters.LanguageOf(question) == Language.Chinese
            ? question.Count(char.IsLetterOrDigit) <= ShortInCharacters
            : question.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= ShortInWords;
}
