namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>The weights of one word, by what it can do.</summary>
internal sealed class WordRoles
{
    private readonly double?[] weights = new double?[Enum.GetValues<WordKind>().Length];

    public double? this[WordKind kind]
    {
        get => weights[(int)kind];
        set => weights[(int)kind] = value;
    }

    public bool Has(WordKind kind) => weights[(int)kind] is not null;
}
