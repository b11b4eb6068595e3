using System.Text.Json.Serialization;

namespace Parley.Sessions.Catalog;

/// <summary>Sums over messages that are not deleted.</summary>
/// <param name="Messages">How many there are.</param>
/// <param name="Replied">How many have a reply.</param>
/// <param name="Timed">How many of those say when it came.</param>
/// <param name="ReplyMilliseconds">The time from message to reply, over the timed ones.</param>
/// <param name="HumanIntervened">How many a human intervened in.</param>
/// <param name="Scored">How many have a satisfaction score.</param>
/// <param name="ScoreSum">The sum of those scores.</param>
/// <param name="High">How many scores are 4 or 5.</param>
/// <param name="Low">How many scores are 1 or 2.</param>
public readonly record struct Counters(
    [property: JsonPropertyName("m")] long Messages,
    [property: JsonPropertyName("r")] long Replied,
    [property: JsonPropertyName("rt")] long Timed,
    [property: JsonPropertyName("rm")] long ReplyMilliseconds,
    [property: JsonPropertyName("h")] long HumanIntervened,
    [property: JsonPropertyName("s")] long Scored,
    [property: JsonPropertyName("ss")] long ScoreSum,
    [property: JsonPropertyName("hi")] long High,
    [property: JsonPropertyName("lo")] long Low)
{
    public Counters Plus(Counters other) => new(
        Messages + other.Messages, Replied + other.Replied, Timed + other.Timed, ReplyMilliseconds + other.ReplyMilliseconds,
        HumanIntervened + other.HumanIntervened, Scored + other.Scored, ScoreSum + other.ScoreSum, High + other.High, Low + other.Low);

    public Counters Minus(Counters other) => new(
        Messages - other.Messages, Replied - other.Replied, Timed - other.Timed, ReplyMilliseconds - other.ReplyMilliseconds,
        HumanIntervened - other.HumanIntervened, Scored - other.Scored, ScoreSum - other.ScoreSum, High - other.High, Low - other.Low);
}
