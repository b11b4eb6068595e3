using Parley.Api.Contracts;
using Parley.Sessions.Catalog;

namespace Parley.Api.InfoCenter.Figures;

internal static class ShowStatistics
{
    private const int MillisecondsInASecond = 1000;
    private const int Percent = 100;
    private const int MaxDays = 30;

    public static async Task<IResult> HandleAsync(HttpRequest request, CatalogReader catalog)
    {
        var query = new QueryReader(request.Query);
        var wanted = new StatisticsQuery
        {
            RobotId = query.Text("robotId"),
            Channel = query.OneOf("channel", Words.Channels),
            From = query.From("startDate"),
            Before = query.Through("endDate"),
        };
        return query.Error is null
            ? new JsonAnswer<InfoData<InfoStatistics>>(
                new InfoData<InfoStatistics>(true, Of(await catalog.CountAsync(wanted))), InfoJson.Default.InfoDataInfoStatistics)
            : query.Error.Answer();
    }

    internal static InfoStatistics Of(Statistics statistics)
    {
        var counters = statistics.Counters;
        return new InfoStatistics(
            new InfoTotal(counters.Messages),
            new InfoTotal(statistics.Sessions),
            new InfoReplies(counters.Replied, Mean.Of(counters.ReplyMilliseconds, (decimal)counters.Timed * MillisecondsInASecond)),
            new InfoInterventions(counters.HumanIntervened, Mean.Of((decimal)counters.HumanIntervened * Percent, counters.Messages)),
            new InfoSatisfaction(Mean.Of(counters.ScoreSum, counters.Scored), counters.High, counters.Low),
            [.. statistics.Days.OrderBy(day => day.Day).TakeLast(MaxDays).Select(day => new InfoDay(InfoTime.Of(day.Day), day.Messages))]);
    }
}
