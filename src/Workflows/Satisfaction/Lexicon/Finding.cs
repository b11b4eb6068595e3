namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>A word or rule that counts, where it stands in the text, and by how much.</summary>
internal readonly record struct Finding(int Start, int End, double Value);
