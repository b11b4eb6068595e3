using System.Globalization;
using Parley.Workflows.Satisfaction.Lexicon;

namespace Parley.Workflows.Satisfaction;

/// <summary>Judges a message by its words and by the turns before it. The same turns always give the same judgement.</summary>
public sealed class SatisfactionLexicon
{
    private const double Content = 0.5;
    private const double VeryContent = 2.5;
    private const double Discontent = -0.6;
    private const double VeryDiscontent = -2.5;
    private const int MaxEvidence = 8;
    private const int MaxQuotation = 40;

    private readonly MessageReader reader = new(WordLists.Load());

    public SatisfactionJudgement Judge(IReadOnlyList<ConversationTurn> turns)
    {
        if (turns is not [.., { Role: TurnRole.User, Text: var text }])
        {
            throw new ArgumentException("The last turn is the user's message to judge.", nameof(turns));
        }

        var words = reader.Read(text);
        var rules = new ConversationReader(reader).Read(turns, words.Sum(word => word.Value));
        var weighed = words
            .Select(word => (Quotation: Quote(text, word), word.Value))
            .Concat(rules.Select(rule => (rule.Quotation, rule.Value)))
            .ToList();

        var evidence = weighed
            .OrderByDescending(item => Math.Abs(item.Value))
            .Take(MaxEvidence)
            .Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Quotation} ({item.Value:+0.0;-0.0;0.0})"));
        var sum = weighed.Sum(item => item.Value);
        return new SatisfactionJudgement(Score(sum), Confidence(sum, weighed.Sum(item => Math.Abs(item.Value))), [.. evidence]);
    }

    private static int Score(double sum) => sum switch
    {
        >= VeryContent => 5,
        >= Content => 4,
        > Discontent => 3,
        > VeryDiscontent => 2,
        _ => 1,
    };

    // Much said to one effect is sure; little said, or praise and complaint side by side, is not.
    private static double Confidence(double sum, double mass)
    {
        var agreement = mass == 0 ? 0 : Math.Abs(sum) / mass;
        return Math.Round(0.3 + (0.65 * agreement * (1 - Math.Exp(-mass))), 2);
    }

    private static string Quote(string text, Finding word) =>
        text[word.Start..Math.Min(word.End, word.Start + MaxQuotation)].Trim();
}
