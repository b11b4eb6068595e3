namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>Turns the words of one clause into findings: what is denied, strengthened, wished for or asked.</summary>
internal sealed class ClauseReader(Clause clause)
{
    private const int ReachToPraise = 4;
    private const int ReachToComplaint = 1;
    private const int MarksInReach = 8;
    private const double Denied = -0.6;
    private const double WorthDenyingPraise = 0.5;
    private const double WorthDenyingComplaint = -0.8;
    private const double AskedComplaint = 0.7;
    private const double WorthAskingAbout = -0.6;
    private const int ReachOfDegree = 1;
    private const double Weakest = 0.3;
    private const double Strongest = 2;
    private const double StrongestDenial = 1.3;

    private readonly List<Finding> findings = [];
    private double degree = 1;
    private double hypothesis = 1;
    private double denial = 1;
    private int denials;
    private int phrase = -1;

    public List<Finding> Read()
    {
        for (var i = 0; i < clause.Marks.Count; i++)
        {
            var mark = clause.Marks[i];
            if (mark.Gap > ReachOfDegree && denials == 0)
            {
                Close();
            }

            if (mark.Roles[WordKind.Hypothesis] is { } factor)
            {
                hypothesis *= factor;
            }

            if (mark.Roles[WordKind.Negation] is { } negation && DeniesSomething(i))
            {
                (denial, denials) = (negation, denials + 1);
                Open(mark);
            }
            else if (mark.Roles[WordKind.Degree] is { } strength && (!mark.Roles.Has(WordKind.Feeling) || Strengthens(i)))
            {
                degree = Math.Clamp(degree * strength, Weakest, Strongest);
                Open(mark);
            }
            else if (mark.Roles[WordKind.DegreeAfter] is { } after && findings.Count > 0)
            {
                var last = findings[^1];
                findings[^1] = last with { End = mark.End, Value = last.Value * after };
            }
            else if (mark.Roles.Has(WordKind.Feeling))
            {
                Feel(mark);
            }
        }

        return findings;
    }

    private void Open(Mark mark) => phrase = phrase < 0 ? mark.Start : phrase;

    private void Feel(Mark mark)
    {
        var value = mark.Feeling;
        var start = phrase < 0 ? mark.Start : phrase;
        if (denials > 0 && !IsWorthDenying(value))
        {
            // The denial reaches past a faint word to the one that it is about.
            start = mark.Start;
        }
        else if (denials > 0)
        {
            // What is not very good is no worse than what is not good; who denies a denial praises faintly.
            value *= value > 0 ? denial : Denied;
            value = denials % 2 == 0 ? value * Denied : value;
            value *= value < 0 ? Math.Min(degree, StrongestDenial) : 1;
            Close();
        }
        else
        {
            value *= degree;
            Close();
        }

        value *= hypothesis;
        if (clause.Asks)
        {
            value = value > WorthAskingAbout ? 0 : value * AskedComplaint;
        }

        if (value != 0)
        {
            findings.Add(new Finding(start, mark.End, value));
        }
    }

    private void Close() => (degree, denials, phrase) = (1, 0, -1);

    private bool DeniesSomething(int negation)
    {
        var distance = 0;
        for (var i = negation + 1; i < Math.Min(clause.Marks.Count, negation + MarksInReach); i++)
        {
            distance += clause.Marks[i].Gap;
            var (feeling, roles) = (clause.Marks[i].Feeling, clause.Marks[i].Roles);
            if (distance > ReachToPraise || IsWorthDenying(feeling))
            {
                return distance <= (feeling > 0 ? ReachToPraise : ReachToComplaint);
            }

            distance += roles.Has(WordKind.Degree) || roles.Has(WordKind.Negation) ? 0 : 1;
        }

        return false;
    }

    private bool Strengthens(int at) =>
        at + 1 < clause.Marks.Count && clause.Marks[at + 1].Gap == 0 && IsWorthDenying(clause.Marks[at + 1].Feeling);

    private static bool IsWorthDenying(double feeling) => feeling is >= WorthDenyingPraise or <= WorthDenyingComplaint;
}
