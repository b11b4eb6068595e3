namespace Parley.Workflows;

internal static class Texts
{
    /// <summary>The beginning of a text, never half a character of it.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text
        : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
