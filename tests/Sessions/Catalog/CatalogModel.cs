using Parley.Sessions.Catalog;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Tests.Catalog;

/// <summary>What the catalog must answer, by lists and loops.</summary>
public sealed class CatalogModel
{
    public Dictionary<string, SessionSummary> Sessions { get; } = [];

    /// <summary>By number; a deleted session's messages stay, marked as deleted.</summary>
    public SortedDictionary<long, (MessageRow Row, string SessionId, int Generation)> Rows { get; } = [];

    public List<(string SessionId, CatalogEntry Entry)> Feed { get; } = [];

    public void Take(SessionUpdate update)
    {
        Sessions[update.Summary.Id] = update.Summary;
        foreach (var entry in update.Entries)
        {
            Feed.Add((update.Summary.Id, entry));
            if (entry.Row is { } row)
            {
                Rows[row.Number] = (row, update.Summary.Id, update.Summary.Generation);
            }
        }
    }

    public IEnumerable<SessionSummary> List(SessionQuery query) => Sessions.Values
        .Where(session => !session.Deleted
            && (query.RobotId is null || session.RobotId == query.RobotId)
            && (query.Channel is null || session.Channel == query.Channel)
            && (query.Status is null || session.Status == query.Status)
            && (query.UserId is null || session.UserId == query.UserId)
            && (query.Tag is null || session.Tags?.Contains(query.Tag) == true)
            && (query.From is null || session.CreatedAt >= query.From)
            && (query.Before is null || session.CreatedAt < query.Before))
        .OrderByDescending(session => session.LastActivityAt)
        .ThenBy(session => session.Id, StringComparer.Ordinal);

    public IEnumerable<MessageRow> List(MessageQuery query)
    {
        var rows = Shown().Where(item =>
            (query.RobotId is null || item.Row.RobotId == query.RobotId)
            && (query.SessionId is null || item.SessionId == query.SessionId)
            && (query.SenderId is null || item.Row.SenderId == query.SenderId)
            && (query.Channel is null || Sessions[item.SessionId].Channel == query.Channel)
            && (query.Type is null || item.Row.Type == query.Type)
            && (query.From is null || item.Row.CreatedAt >= query.From)
            && (query.Before is null || item.Row.CreatedAt < query.Before)).Select(item => item.Row);
        IOrderedEnumerable<MessageRow> Order<TKey>(Func<MessageRow, TKey> key, IComparer<TKey>? comparer = null) => query.Ascending
            ? rows.OrderBy(key, comparer).ThenBy(row => row.CreatedAt).ThenBy(row => row.Number)
            : rows.OrderByDescending(key, comparer).ThenByDescending(row => row.CreatedAt).ThenByDescending(row => row.Number);
        return query.Sort switch
        {
            MessageSort.CreatedAt => Order(row => row.CreatedAt),
            MessageSort.UpdatedAt => Order(row => row.UpdatedAt),
            MessageSort.Confidence => Order(row => row.Confidence),
            MessageSort.SatisfactionScore => Order(row => row.Score),
            MessageSort.MessageType => Order(row => row.Type.ToString(), StringComparer.Ordinal),
            _ => Order(row => row.SenderName, StringComparer.Ordinal),
        };
    }

    public Statistics Count(StatisticsQuery query)
    {
        var rows = List(new MessageQuery(1) { RobotId = query.RobotId, Channel = query.Channel, From = query.From, Before = query.Before }).ToList();
        var timed = rows.Where(row => row is { Replied: true, RepliedAt: not null }).ToList();
        return new Statistics(
            new Counters(
                rows.Count,
                rows.Count(row => row.Replied),
                timed.Count,
                timed.Sum(row => (long)(row.RepliedAt!.Value - row.CreatedAt).TotalMilliseconds),
                rows.Count(row => row.HumanIntervened),
                rows.Count(row => row.Score is not null),
                rows.Sum(row => row.Score ?? 0),
                rows.Count(row => row.Score >= 4),
                rows.Count(row => row.Score <= 2)),
            List(new SessionQuery(1) { RobotId = query.RobotId, Channel = query.Channel, From = query.From, Before = query.Before }).Count(),
            [.. rows.GroupBy(row => DateOnly.FromDateTime(row.CreatedAt.UtcDateTime)).OrderBy(day => day.Key)
                .Select(day => new DayCount(day.Key, day.Count())).TakeLast(30)]);
    }

    private IEnumerable<(MessageRow Row, string SessionId)> Shown() => Rows.Values
        .Where(item => !item.Row.Deleted && Sessions[item.SessionId] is { Deleted: false } session && session.Generation == item.Generation)
        .Select(item => (item.Row, item.SessionId));
}
