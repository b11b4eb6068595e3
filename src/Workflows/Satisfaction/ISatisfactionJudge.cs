namespace Parley.Workflows.Satisfaction;

public interface ISatisfactionJudge
{
    /// <summary>Judges the last turn, which is the user's, in the light of those before it.</summary>
    Task<SatisfactionJudgement> JudgeAsync(IReadOnlyList<ConversationTurn> turns, CancellationToken cancellationToken);
}
