namespace Parley.Api.InfoCenter.Figures;

public sealed record InfoStatistics(
    InfoTotal Messages,
    InfoTotal Sessions,
    InfoReplies AiResponses,
    InfoInterventions HumanIntervention,
    InfoSatisfaction Satisfaction,
    IReadOnlyList<InfoDay> DailyTrends);
