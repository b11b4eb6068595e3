namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>What the turns before a message add to its own words.</summary>
internal sealed class ConversationReader(MessageReader reader)
{
    private const int Window = 10;
    private const double AskedAgain = -0.8;
    private const double Unanswered = -0.7;
    private const int PatientTurns = 2;
    private const double MoodThatStays = 0.25;
    private const double StrongestMood = 2;
    private const double ContentAnyway = 0.5;

    public IEnumerable<RuleFinding> Read(IReadOnlyList<ConversationTurn> turns, double own)
    {
        // Who is content now does not mind what was before.
        if (own >= ContentAnyway)
        {
            yield break;
        }

        var recent = turns.SkipLast(1).TakeLast(Window).ToList();
        var said = recent.Where(turn => turn.Role == TurnRole.User).Select(turn => turn.Text).ToList();
        var text = turns[^1].Text;

        var times = said.Count(earlier => Similarity.IsSame(earlier, text));
        if (times > 0)
        {
            yield return new RuleFinding($"asked again, {times + 1} times", AskedAgain * Math.Min(times, 3));
        }

        var waiting = recent.AsEnumerable().Reverse().TakeWhile(turn => turn.Role == TurnRole.User).Count() + 1;
        if (waiting > PatientTurns)
        {
            yield return new RuleFinding($"{waiting} messages without an answer", Unanswered * Math.Min(waiting - PatientTurns, 3));
        }

        if (said.Count > 0 && reader.Read(said[^1]).Sum(word => word.Value) is <= -ContentAnyway and var mood)
        {
            yield return new RuleFinding("discontent before", Math.Max(mood, -StrongestMood) * MoodThatStays);
        }
    }
}
