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
    private readonly IReadOnlyList<KnowledgeEntry> entries;

    // Which texts hold a gram, so that a question costs its own grams and not every text.
    private readonly Dictionary<string, List<Posting>> postings = new(StringComparer.Ordinal);
    private readonly List<IndexedText> texts = [];

    public KnowledgeIndex(Language language, IReadOnlyList<KnowledgeEntry> entries)
    {
        this.entries = entries;
        Threshold = language == Language.Chinese ? ChineseThreshold : EnglishThreshold;
        var grams = entries.SelectMany(entry => entry.Phrasings.SelectMany(phrasing => Grams.Of(phrasing).Keys).Distinct());
        foreach (var (gram, holders) in grams.CountBy(gram => gram))
        {
            rarity[gram] = Rarity(entries.Count, holders);
        }

        unknownRarity = Rarity(entries.Count, 1);
        for (var i = 0; i < entries.Count; i++)
        {
            foreach (var phrasing in entries[i].Phrasings)
            {
                Add(new IndexedText(i, IsWhole: false), Grams.Of(phrasing));
            }

            Add(new IndexedText(i, IsWhole: true), Whole(entries[i]));
        }
    }

    /// <summary>Below this score a guess does more harm than a confession.</summary>
    public double Threshold { get; }

    public IEnumerable<(KnowledgeEntry Entry, double Score)> Score(Dictionary<string, double> question)
    {
        var cosines = new double[texts.Count];
        foreach (var (gram, weight) in UnitVector(question))
        {
            foreach (var posting in postings.GetValueOrDefault(gram, []))
            {
                cosines[posting.Text] += weight * posting.Weight;
            }
        }

        var (phrasings, wholes) = (new double[entries.Count], new double[entries.Count]);
        for (var i = 0; i < texts.Count; i++)
        {
            var best = texts[i].IsWhole ? wholes : phrasings;
            best[texts[i].Entry] = Math.Max(best[texts[i].Entry], cosines[i]);
        }

        return entries.Select((entry, i) => (entry, (PhrasingShare * phrasings[i]) + ((1 - PhrasingShare) * wholes[i])));
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

    private void Add(IndexedText text, Dictionary<string, double> grams)
    {
        foreach (var (gram, weight) in UnitVector(grams))
        {
            if (!postings.TryGetValue(gram, out var holders))
            {
                postings[gram] = holders = [];
            }

            holders.Add(new Posting(texts.Count, weight));
        }

        texts.Add(text);
    }

    private List<(string Gram, double Weight)> UnitVector(Dictionary<string, double> grams)
    {
        var weights = new List<(string Gram, double Weight)>(grams.Count);
        var squares = 0.0;
        foreach (var (gram, count) in grams)
        {
            var weight = Math.Sqrt(count) * rarity.GetValueOrDefault(gram, unknownRarity);
            squares += weight * weight;
            weights.Add((gram, weight));
        }

        var length = Math.Sqrt(squares);
        return weights.ConvertAll(item => (item.Gram, item.Weight / length));
    }

    private sealed record IndexedText(int Entry, bool IsWhole);

    private readonly record struct Posting(int Text, double Weight);
}
