namespace Parley.Workflows.Models.Offline;

/// <summary>
/// Scores the entries of one language against a question: cosine similarity of grams that count the more the fewer entries
/// hold them. The best phrasing counts as much as the entry as a whole, its answer included.
/// </summary>
internal sealed class KnowledgeIndex
{
    // Chinese questions fall into more grams than English ones, so fewer of them are shared.
    private const double ChineseThreshold = 0.18;
    private const double EnglishThreshold = 0.28;

    private const double PhrasingShare = 0.5;
    private const double AnswerWeight = 0.15;

    private readonly Dictionary<string, double> rarity = new(StringComparer.Ordinal);
    private readonly double unknownRarity;
    private readonly List<IndexedEntry> entries;

    public KnowledgeIndex(Language language, IReadOnlyList<KnowledgeEntry> entries)
    {
        Threshold = language == Language.Chinese ? ChineseThreshold : EnglishThreshold;
        var grams = entries.SelectMany(entry => entry.Phrasings.SelectMany(phrasing => Grams.Of(phrasing).Keys).Distinct());
        foreach (var (gram, holders) in grams.CountBy(gram => gram))
        {
            rarity[gram] = Rarity(entries.Count, holders);
        }

        unknownRarity = Rarity(entries.Count, 1);
        this.entries = [.. entries.Select(entry => new IndexedEntry(
            entry,
            [.. entry.Phrasings.Select(phrasing => Vector(Grams.Of(phrasing)))],
            Vector(Whole(entry))))];
    }

    /// <summary>Below this score a guess does more harm than a confession.</summary>
    public double Threshold { get; }

    public IEnumerable<(KnowledgeEntry Entry, double Score)> Score(Dictionary<string, double> question)
    {
        var vector = Vector(question);
        return entries.Select(entry => (
            entry.Entry,
            (PhrasingShare * entry.Phrasings.Max(vector.Cosine)) + ((1 - PhrasingShare) * vector.Cosine(entry.Whole))));
    }

    private static Dictionary<string, double> Whole(KnowledgeEntry entry)
    {
        var grams = Grams.Of(string.Join('\n', entry.Phrasings));
        foreach (var (gram, weight) in Grams.Of(entry.Answer))
        {
            grams[gram] = grams.GetValueOrDefault(gram) + (AnswerWeight * weight);
        }

        return grams;
    }

    private static double Rarity(int count, int holders) => Math.Log(1 + ((double)count / holders));

    private GramVector Vector(Dictionary<string, double> grams) =>
        new(grams.ToDictionary(
            pair => pair.Key,
            pair => Math.Sqrt(pair.Value) * rarity.GetValueOrDefault(pair.Key, unknownRarity),
            StringComparer.Ordinal));

    private sealed record IndexedEntry(KnowledgeEntry Entry, IReadOnlyList<GramVector> Phrasings, GramVector Whole);
}
