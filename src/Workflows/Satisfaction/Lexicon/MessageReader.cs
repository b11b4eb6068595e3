namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>Reads one message on its own.</summary>
internal sealed class MessageReader(WordTrie words)
{
    private const double AfterContrast = 1.2;
    private const double Repeated = 0.5;
    private const double Shouted = 1.2;
    private const double ManyQuestionMarks = -0.7;
    private const double TrailingOff = -0.3;

    private readonly ClauseScanner scanner = new(words);

    public IReadOnlyList<Finding> Read(string text)
    {
        var folded = MessageText.Fold(text);
        var findings = new List<Finding>();
        var seen = new Dictionary<string, double>();
        var weight = 1.0;
        foreach (var clause in scanner.Scan(folded))
        {
            var contrast = clause.Marks.Select(mark => mark.Roles[WordKind.Contrast]).FirstOrDefault(factor => factor is not null);
            if (contrast is { } before && findings.Count > 0)
            {
                Scale(findings, 0, before);
                weight = AfterContrast;
            }

            var first = findings.Count;
            foreach (var finding in new ClauseReader(clause).Read())
            {
                // The same words again add less each time: a chorus is not an argument.
                var words = folded[finding.Start..finding.End];
                var share = seen.GetValueOrDefault(words, 1);
                seen[words] = share * Repeated;
                findings.Add(finding with { Value = finding.Value * weight * share });
            }

            Punctuate(clause, findings, first);
        }

        return findings;
    }

    private static void Punctuate(Clause clause, List<Finding> findings, int first)
    {
        var end = clause.EndingStart + clause.Ending.Length;
        if (clause.Ending.Count(letter => letter == '!') > 1)
        {
            Scale(findings, first, Shouted);
        }

        if (clause.Ending.Count(letter => letter == '?') > 1)
        {
            findings.Add(new Finding(clause.EndingStart, end, ManyQuestionMarks));
        }
        else if (clause.Ending.Count(letter => letter is '.' or '。' or '…') > 1)
        {
            findings.Add(new Finding(clause.EndingStart, end, TrailingOff));
        }
    }

    private static void Scale(List<Finding> findings, int from, double factor)
    {
        for (var i = from; i < findings.Count; i++)
        {
            findings[i] = findings[i] with { Value = findings[i].Value * factor };
        }
    }
}
