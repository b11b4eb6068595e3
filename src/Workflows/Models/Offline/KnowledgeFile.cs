namespace Parley.Workflows.Models.Offline;

/// <summary>Reads a question-and-answer file; <c>knowledge/README.md</c> describes its form.</summary>
internal sealed class KnowledgeFile(string file)
{
    private readonly List<KnowledgeEntry> entries = [];
    private readonly List<string> phrasings = [];
    private readonly List<string> answer = [];
    private int start;

    public static IReadOnlyList<KnowledgeEntry> Read(string path) => Parse(Path.GetFileName(path), File.ReadLines(path));

    public static IReadOnlyList<KnowledgeEntry> Parse(string file, IEnumerable<string> lines)
    {
        var reader = new KnowledgeFile(file);
        var number = 0;
        foreach (var line in lines)
        {
            reader.Take(line.Trim(), ++number);
        }

        reader.EndEntry();
        return reader.entries;
    }

    private void Take(string line, int number)
    {
        if (line == "##" || line.StartsWith("## ", StringComparison.Ordinal))
        {
            EndEntry();
            start = number;
            phrasings.Add(Required(line[2..], number, "a question"));
        }
        else if (phrasings.Count == 0)
        {
            if (line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal))
            {
                throw Malformed(number, "expected a '## question' before any other text");
            }
        }
        else if (answer.Count == 0 && (line == "-" || line.StartsWith("- ", StringComparison.Ordinal)))
        {
            phrasings.Add(Required(line[1..], number, "a phrasing"));
        }
        else if (answer.Count > 0 || line.Length > 0)
        {
            answer.Add(line);
        }
    }

    private void EndEntry()
    {
        if (phrasings.Count == 0)
        {
            return;
        }

        var text = string.Join('\n', answer).Trim();
        if (text.Length == 0)
        {
            throw Malformed(start, $"the question '{phrasings[0]}' has no answer");
        }

        entries.Add(new KnowledgeEntry([.. phrasings], text, file, start));
        phrasings.Clear();
        answer.Clear();
    }

    private string Required(string text, int number, string what) =>
        text.Trim() is { Length: > 0 } found ? found : throw Malformed(number, $"expected {what}, found nothing");

    private InvalidDataException Malformed(int number, string what) => new($"{file}, line {number}: {what}.");
}
