namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>A rule about the turns before a message that applied, told in words, and what it adds.</summary>
internal readonly record struct RuleFinding(string Quotation, double Value);
