using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Parley.Hosting;

namespace Parley.Api.Tests.InfoCenter.Lists;

/// <summary>Writes by chance all that the contract can write, and asks by chance all that it can ask.</summary>
internal sealed class RandomHistory(ParleyHost host, Random random)
{
    private static readonly string[] Robots = ["r-1", "r-2", "机器人"];
    private static readonly string[] Senders = ["u-1", "u-2", "u-3", "bot_1", "system"];
    private static readonly string[] Names = ["Anna", "anna", "张三", "李四", "😀"];
    private static readonly string[] Types = ["text", "image", "video", "file", "audio"];
    private static readonly string[] Tags = ["vip", "咨询", "a b&c"];
    private static readonly string[] Statuses = ["active", "closed", "archived"];
    private static readonly string[] Channels = ["im", "info-center", "chat"];
    private static readonly string[] Sorts = ["createdAt", "updatedAt", "confidence", "satisfactionScore", "messageType", "senderName"];

    private readonly List<string> ids = [];
    private readonly HashSet<string> sessionIds = [];

    public async Task WriteAsync(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            await (random.Next(10) switch
            {
                < 5 => ReportAsync(),
                5 => PostOverImAsync(),
                6 or 7 => ChangeMessageAsync(),
                8 => DeleteMessageAsync(),
                _ => ChangeSessionAsync(),
            });
        }
    }

    /// <summary>Everything as it is read by its id.</summary>
    public async Task<NaiveCenter> ReadAsync()
    {
        var messages = new List<JsonElement>();
        foreach (var id in ids)
        {
            var answer = await host.GetAsync($"{Center.Messages}/{id}");
            if (answer.Status == 200)
            {
                messages.Add(answer.Data());
            }
        }

        var sessions = new List<JsonElement>();
        foreach (var id in sessionIds)
        {
            sessions.Add(await host.SessionAsync(id));
        }

        return new NaiveCenter(messages, sessions);
    }

    public Dictionary<string, string> MessageQuery(NaiveCenter center)
    {
        var query = Period(center.Messages);
        Maybe(query, "robotId", Robots);
        Maybe(query, "sessionId", [.. sessionIds]);
        Maybe(query, "senderId", Senders);
        Maybe(query, "messageType", Types);
        Maybe(query, "channel", Channels);
        Maybe(query, "sortBy", Sorts, often: 2);
        Maybe(query, "sortOrder", ["asc", "desc"], often: 2);
        return query;
    }

    public Dictionary<string, string> SessionQuery(NaiveCenter center)
    {
        var query = Period(center.Sessions);
        Maybe(query, "robotId", Robots);
        Maybe(query, "userId", Senders);
        Maybe(query, "status", Statuses);
        Maybe(query, "channel", Channels);
        Maybe(query, "tag", [.. Tags, "needs-human"]);
        return query;
    }

    public Dictionary<string, string> StatisticsQuery(NaiveCenter center)
    {
        var query = Period(center.Messages);
        Maybe(query, "robotId", Robots, often: 3);
        Maybe(query, "channel", Channels, often: 3);
        return query;
    }

    private async Task ReportAsync()
    {
        var session = Session();
        var answer = await host.PostAsync(Center.Messages, Center.Report(
            session, random.Next(8) == 0 ? "投诉" : "内容", ("robotId", Pick(Robots)), ("senderId", Pick(Senders)), ("senderName", Pick(Names)), ("messageType", Pick(Types)),
            ("senderType", random.Next(6) == 0 ? "staff" : null)));
        if (answer.Status == 201)
        {
            ids.Add(answer.Data(201).Text("id"));
            sessionIds.Add(session);
        }
    }

    private async Task PostOverImAsync()
    {
        var session = Session();
        using var answer = await host.Client.PostAsync(host.At("/api/message/send?user_id=u-2"), Requests.Json(JsonSerializer.Serialize(new { session_id = session, content = "im" })));
        if (answer.IsSuccessStatusCode)
        {
            ids.Add("msg-" + JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).Text("id"));
            sessionIds.Add(session);
        }
    }

    private Task ChangeMessageAsync()
    {
        var change = new Dictionary<string, object?>();
        Maybe(change, "aiResponse", "您好", null);
        Maybe(change, "aiResponseTime", DateTimeOffset.UtcNow.AddMilliseconds(random.Next(-500, 100_000)).ToString("O"), null);
        Maybe(change, "confidence", Math.Round(random.NextDouble(), 1), 1, null);
        Maybe(change, "humanIntervened", true, false);
        Maybe(change, "satisfactionScore", random.Next(1, 6), random.Next(1, 6), null);
        Maybe(change, "metadata", new { a = random.Next() });
        return ids.Count == 0 ? Task.CompletedTask : host.PutAsync($"{Center.Messages}/{Pick(ids)}", change);
    }

    private Task DeleteMessageAsync() => ids.Count == 0 ? Task.CompletedTask : host.DeleteAsync($"{Center.Messages}/{Pick(ids)}");

    private Task ChangeSessionAsync()
    {
        var change = new Dictionary<string, object?>();
        Maybe(change, "status", "active", Pick(Statuses));
        Maybe(change, "tags", (object)Tags[..random.Next(Tags.Length + 1)]);
        return sessionIds.Count == 0 ? Task.CompletedTask : host.PutAsync($"{Center.Sessions}/{Pick([.. sessionIds])}", change);
    }

    private string Session() => $"s-{random.Next(12)}";

    private Dictionary<string, string> Period(IReadOnlyList<JsonElement> items)
    {
        var query = new Dictionary<string, string>();
        string[] moments = [items.Count > 0 ? Pick([.. items.Select(item => item.Text("createdAt"))]) : "2024-01-01", DateTime.UtcNow.ToString("yyyy-MM-dd"), "2020-01-01", "2999-12-31T00:00"];
        Maybe(query, "startDate", moments[..3]);
        Maybe(query, "endDate", moments);
        return query;
    }

    private void Maybe(Dictionary<string, string> query, string name, string[] values, int often = 5)
    {
        if (values.Length > 0 && random.Next(often) == 0)
        {
            query[name] = Pick(values);
        }
    }

    private void Maybe(Dictionary<string, object?> change, string name, params object?[] values)
    {
        if (random.Next(2) == 0)
        {
            change[name] = values[random.Next(values.Length)];
        }
    }

    private string Pick(IReadOnlyList<string> values) => values[random.Next(values.Count)];
}
