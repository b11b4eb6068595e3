namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>Cuts a folded text into clauses of known words, in one pass.</summary>
internal sealed class ClauseScanner(WordTrie words)
{
    private const string Stops = ",.!?;。、~…\n\r";

    public IEnumerable<Clause> Scan(string text)
    {
        var marks = new List<Mark>();
        var gap = 0;
        for (var i = 0; i < text.Length;)
        {
            if (words.Longest(text, i, out var end) is { } roles)
            {
                marks.Add(new Mark(i, end, gap, roles));
                (gap, i) = (0, end);
            }
            else if (IsStop(text, i))
            {
                end = EndOfStops(text, i);
                yield return new Clause(marks, i, text[i..end]);
                (marks, gap, i) = ([], 0, end);
            }
            else
            {
                end = EndOfUnknown(text, i);
                gap += char.IsLetterOrDigit(text[i]) ? 1 : 0;
                i = end;
            }
        }

        yield return new Clause(marks, text.Length, string.Empty);
    }

    // A space beside Chinese separates clauses; a point inside a number or an address does not.
    private static bool IsStop(string text, int at) => text[at] switch
    {
        ' ' or '\u3000' or '\t' => MessageText.IsHan(text, at - 1) || MessageText.IsHan(text, at + 1),
        '.' or ',' => at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]),
        var letter => Stops.Contains(letter, StringComparison.Ordinal),
    };

    private static int EndOfStops(string text, int start)
    {
        var end = start;
        while (end < text.Length && IsStop(text, end))
        {
            end++;
        }

        return end;
    }

    private static int EndOfUnknown(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[start]) && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        return end;
    }
}
