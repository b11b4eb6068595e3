namespace Parley.Workflows.Satisfaction;

public sealed class LexiconJudge(SatisfactionLexicon lexicon) : ISatisfactionJudge
{
    public Task<SatisfactionJudgement> JudgeAsync(IReadOnlyList<ConversationTurn> turns, CancellationToken cancellationToken) =>
        Task.FromResult(lexicon.Judge(turns));
}
