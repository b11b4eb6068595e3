using System.Globalization;
using System.Text.Json;
using Parley.Api.Tests.InstantMessaging;

namespace Parley.Api.Tests.InfoCenter.Lists;

/// <summary>Lists and figures computed the plain way, from every message and session as each is read by its id.</summary>
internal sealed class NaiveCenter(IReadOnlyList<JsonElement> messages, IReadOnlyList<JsonElement> sessions)
{
    public IReadOnlyList<JsonElement> Messages => messages;

    public IReadOnlyList<JsonElement> Sessions => sessions;

    /// <summary>The messages that meet the query, by its order; equal ones in any.</summary>
    public List<JsonElement> List(IReadOnlyDictionary<string, string> query)
    {
        var found = Meeting(messages, query, ["robotId", "sessionId", "senderId", "messageType", "channel"]).ToList();
        var sort = query.GetValueOrDefault("sortBy", "createdAt");
        found.Sort((one, other) => Compare(KeyOf(one, sort), KeyOf(other, sort)));
        if (query.GetValueOrDefault("sortOrder", "desc") == "desc")
        {
            found.Reverse();
        }

        return found;
    }

    public List<JsonElement> ListSessions(IReadOnlyDictionary<string, string> query) =>
    [
        .. Meeting(sessions, query, ["robotId", "userId", "status", "channel"])
            .Where(session => !query.TryGetValue("tag", out var tag) || session.GetProperty("tags").EnumerateArray().Any(one => one.GetString() == tag))
            .OrderByDescending(session => session.Text("lastActivityAt"), StringComparer.Ordinal),
    ];

    /// <summary>What <c>/api/stats</c> answers.</summary>
    public string Count(IReadOnlyDictionary<string, string> query)
    {
        var found = Meeting(messages, query, ["robotId", "channel"]).ToList();
        var replied = found.Where(message => message.TextOrNull("aiResponse") is not null).ToList();
        var times = replied.Where(message => message.TextOrNull("aiResponseTime") is not null)
            .Select(message => (decimal)(At(message, "aiResponseTime") - At(message, "createdAt")).TotalMilliseconds / 1000).ToList();
        var scores = found.Where(message => message.TextOrNull("satisfactionScore") is not null).Select(message => message.GetProperty("satisfactionScore").GetInt32()).ToList();
        var intervened = found.Count(message => message.GetProperty("humanIntervened").GetBoolean());
        return JsonSerializer.Serialize(new
        {
            messages = new { total = found.Count },
            sessions = new { total = Meeting(sessions, query, ["robotId", "channel"]).Count() },
            aiResponses = new { total = replied.Count, avgResponseTime = Quotient(times.Sum(), times.Count) },
            humanIntervention = new { total = intervened, rate = Quotient(100m * intervened, found.Count) },
            satisfaction = new { avgScore = Quotient(scores.Sum(), scores.Count), highSatisfaction = scores.Count(score => score >= 4), lowSatisfaction = scores.Count(score => score <= 2) },
            dailyTrends = found.GroupBy(message => message.Text("createdAt")[..10]).OrderBy(day => day.Key, StringComparer.Ordinal).TakeLast(30)
                .Select(day => new { date = day.Key + "T00:00:00.000Z", count = day.Count() }),
        });
    }

    /// <summary>What a list is sorted by, as text that compares like it; null comes first.</summary>
    public static object? KeyOf(JsonElement message, string sort) => message.GetProperty(sort) is var value && value.ValueKind == JsonValueKind.Null ? null : sort switch
    {
        "confidence" or "satisfactionScore" => value.GetDouble(),
        _ => value.GetString(),
    };

    private static int Compare(object? one, object? other) => (one, other) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string text, string another) => string.CompareOrdinal(text, another),
        _ => ((double)one).CompareTo((double)other),
    };

    private static IEnumerable<JsonElement> Meeting(IEnumerable<JsonElement> items, IReadOnlyDictionary<string, string> query, string[] members) =>
        items.Where(item => members.All(member => !query.TryGetValue(member, out var wanted) || item.TextOrNull(member) == wanted)
            && (!query.TryGetValue("startDate", out var start) || At(item, "createdAt") >= DateTimeOffset.Parse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
            && (!query.TryGetValue("endDate", out var end) || (end.Length == 10
                ? string.CompareOrdinal(item.Text("createdAt")[..10], end) <= 0
                : At(item, "createdAt") <= DateTimeOffset.Parse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))));

    private static DateTimeOffset At(JsonElement item, string member) => DateTimeOffset.Parse(item.Text(member), CultureInfo.InvariantCulture);

    private static double Quotient(decimal sum, int count) => count == 0 ? 0 : (double)Math.Round(sum / count, 2, MidpointRounding.AwayFromZero);
}
