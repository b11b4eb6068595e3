namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>The known words between two stops, and the punctuation that ends them.</summary>
internal sealed record Clause(IReadOnlyList<Mark> Marks, int EndingStart, string Ending)
{
    public bool Asks { get; } = Ending.Contains('?', StringComparison.Ordinal) || Marks.Any(mark => mark.Roles.Has(WordKind.Question));
}
