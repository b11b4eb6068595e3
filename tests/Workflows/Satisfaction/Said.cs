using Parley.Workflows.Satisfaction;

namespace Parley.Workflows.Tests.Satisfaction;

/// <summary>What the lexicon makes of messages, and how they are written in a test.</summary>
internal static class Said
{
    public static readonly SatisfactionLexicon Lexicon = new();

    public static SatisfactionJudgement Judge(params string[] turns) => Lexicon.Judge(Turns(turns));

    /// <summary>A turn that opens with '>' is the shop's.</summary>
    public static IReadOnlyList<ConversationTurn> Turns(params string[] turns) =>
    [
        .. turns.Select(turn => turn.StartsWith('>')
            ? new ConversationTurn(TurnRole.Other, turn[1..].Trim())
            : new ConversationTurn(TurnRole.User, turn)),
    ];

    public static Mood MoodOf(SatisfactionJudgement judgement) => judgement.Score switch
    {
        < 3 => Mood.Discontent,
        3 => Mood.Neutral,
        _ => Mood.Content,
    };
}
