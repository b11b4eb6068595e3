namespace Parley.Api.InfoCenter.Messages;

/// <summary>Who is mentioned in a text.</summary>
internal static class Mentions
{
    /// <summary>The names, without the <c>@</c>, each once, in order.</summary>
    public static IReadOnlyList<string> In(string content)
    {
        List<string>? names = null;
        for (var at = content.IndexOf('@', StringComparison.Ordinal); at >= 0; at = content.IndexOf('@', at + 1))
        {
            var end = at + 1;
            while (end < content.Length && IsOfName(content[end]))
            {
                end++;
            }

            // What follows such a character is the rest of an e-mail address.
            var isAddress = at > 0 && (char.IsAsciiLetterOrDigit(content[at - 1]) || content[at - 1] is '.' or '_' or '-');
            if (end > at + 1 && !isAddress && names?.Contains(content[(at + 1)..end]) != true)
            {
                (names ??= []).Add(content[(at + 1)..end]);
            }
        }

        return names ?? [];
    }

    // The underscore is a letter of names here, though Unicode counts it as punctuation.
    private static bool IsOfName(char letter) =>
        letter == '_' || !(char.IsWhiteSpace(letter) || char.IsControl(letter) || char.IsPunctuation(letter) || letter is '<' or '>' or '＜' or '＞');
}
