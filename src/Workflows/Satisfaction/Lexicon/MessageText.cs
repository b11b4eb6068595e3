using Parley.Workflows.Models.Offline;

namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>A text as the word lists spell it; every character stays in its place, so that evidence can quote the original.</summary>
internal static class MessageText
{
    public static string Fold(string text) => Letters.Fold(text).Replace('’', '\'').Replace('‘', '\'');

    public static bool IsHan(string text, int at) => at >= 0 && at < text.Length && Letters.IsHan(text[at]);
}
