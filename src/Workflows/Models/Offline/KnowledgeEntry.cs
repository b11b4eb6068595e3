namespace Parley.Workflows.Models.Offline;

/// <summary>A question, its phrasings (the question itself comes first), and the answer.</summary>
public sealed record KnowledgeEntry(IReadOnlyList<string> Phrasings, string Answer, string File, int Line)
{
    public string Question => Phrasings[0];

    public Language Language => Letters.LanguageOf(Question);
}
