using System.Globalization;
using System.Reflection;

namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>Reads the word lists that are built into this assembly.</summary>
internal static class WordLists
{
    private const string Prefix = "Satisfaction.Words.";

    private static readonly (string File, WordKind Kind)[] Files =
    [
        ("praise-zh", WordKind.Feeling),
        ("praise-en", WordKind.Feeling),
        ("complaint-zh", WordKind.Feeling),
        ("complaint-en", WordKind.Feeling),
        ("urgency", WordKind.Feeling),
        ("emoji", WordKind.Feeling),
        ("neutral", WordKind.Feeling),
        ("negation", WordKind.Negation),
        ("degree", WordKind.Degree),
        ("degree-after", WordKind.DegreeAfter),
        ("contrast", WordKind.Contrast),
        ("hypothesis", WordKind.Hypothesis),
        ("question", WordKind.Question),
    ];

    public static WordTrie Load()
    {
        var trie = new WordTrie();
        foreach (var (file, kind) in Files)
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Prefix}{file}.txt")
                ?? throw new InvalidDataException($"The word list '{file}.txt' is not built in.");
            using var reader = new StreamReader(stream);
            Read(reader, file, kind, trie);
        }

        return trie;
    }

    public static void Read(TextReader reader, string file, WordKind kind, WordTrie trie)
    {
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line.StartsWith("# ", StringComparison.Ordinal))
            {
                continue;
            }

            var space = line.LastIndexOf(' ');
            if (space < 1 || !double.TryParse(line[(space + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight))
            {
                throw new InvalidDataException($"{file}.txt, line {number}: '{line}' is not a word, a space and a weight.");
            }

            trie.Add(MessageText.Fold(line[..space]), kind, weight);
        }
    }
}
