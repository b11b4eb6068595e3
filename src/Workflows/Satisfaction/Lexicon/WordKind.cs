namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>What a word does to the sum; Words/README.md says what the weight of each kind means.</summary>
internal enum WordKind
{
    Feeling,
    Negation,
    Degree,
    DegreeAfter,
    Contrast,
    Hypothesis,
    Question,
}
