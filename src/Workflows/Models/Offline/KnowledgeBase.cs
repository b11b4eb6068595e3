namespace Parley.Workflows.Models.Offline;

/// <summary>All question-and-answer files, and the way from a customer's question to an answer.</summary>
public sealed class KnowledgeBase
{
    /// <summary>What a follow-up has to say of its own towards the entry that is found with what was said before.</summary>
    private const double FollowUpThreshold = 0.06;

    /// <summary>How much the previous question counts beside a follow-up.</summary>
    private const double PreviousWeight = 0.5;

    private readonly Dictionary<Language, KnowledgeIndex> indexes;

    private KnowledgeBase(IReadOnlyList<KnowledgeEntry> entries)
    {
        Entries = entries;
        indexes = entries.GroupBy(entry => entry.Language).ToDictionary(group => group.Key, group => new KnowledgeIndex(group.Key, [.. group]));
    }

    public IReadOnlyList<KnowledgeEntry> Entries { get; }

    /// <exception cref="InvalidDataException">The folder holds no entries, or a file is malformed.</exception>
    public static KnowledgeBase Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidDataException($"Ai:Offline:Knowledge: there is no folder '{folder}'.");
        }

        var entries = Directory.EnumerateFiles(folder, "*.md")
            .Where(file => !Path.GetFileName(file).Equals("README.md", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .SelectMany(KnowledgeFile.Read)
            .ToList();
        return entries.Count > 0
            ? From(entries)
            : throw new InvalidDataException($"Ai:Offline:Knowledge: no file in '{folder}' holds a question.");
    }

    /// <summary>The entry that answers the question, in the light of the one before it, if any; null when none is close enough.</summary>
    public KnowledgeMatch? Find(string question, string? previous = null)
    {
        if (!indexes.TryGetValue(Letters.LanguageOf(question), out var index))
        {
            return null;
        }

        var grams = Grams.Of(question);
        var alone = index.Score(grams).ToList();
        var best = alone.MaxBy(candidate => candidate.Score);
        var understood = best.Score >= index.Threshold ? new KnowledgeMatch(best.Entry, best.Score) : null;
        return previous is not null && FollowUp.Is(question, understood is not null)
            ? index.Score(Together(grams, Grams.Of(previous)))
                .Zip(alone, (together, own) => (together.Entry, together.Score, Own: own.Score))
                .Where(candidate => candidate.Score >= index.Threshold && candidate.Own >= FollowUpThreshold)
                .OrderByDescending(candidate => candidate.Score)
                .Select(candidate => new KnowledgeMatch(candidate.Entry, candidate.Score))
                .FirstOrDefault() ?? understood
            : understood;
    }

    private static KnowledgeBase From(List<KnowledgeEntry> entries)
    {
        var known = new Dictionary<string, KnowledgeEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var phrasing in entry.Phrasings)
            {
                if (!known.TryAdd(Letters.Fold(phrasing), entry))
                {
                    var other = known[Letters.Fold(phrasing)];
                    throw new InvalidDataException(
                        $"{entry.File}, line {entry.Line}: '{phrasing}' is already asked in {other.File}, line {other.Line}.");
                }
            }
        }

        return new KnowledgeBase(entries);
    }

    private static Dictionary<string, double> Together(Dictionary<string, double> question, Dictionary<string, double> previous)
    {
        var together = new Dictionary<string, double>(question, StringComparer.Ordinal);
        foreach (var (gram, weight) in previous)
        {
            together[gram] = together.GetValueOrDefault(gram) + (PreviousWeight * weight);
        }

        return together;
    }
}
