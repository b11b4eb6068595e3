namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>A known word in a text. Gap: how many unknown Chinese characters or Latin words lie between it and the one before.</summary>
internal readonly record struct Mark(int Start, int End, int Gap, WordRoles Roles)
{
    public double Feeling => Roles[WordKind.Feeling] ?? 0;
}
