using System.Text.Json;
using Parley.Hosting;

namespace Parley.Crash.Tests;

/// <summary>Holds lists, figures and the stream of the information centre against the sessions.</summary>
internal sealed class CatalogAudit(ParleyHost host, Ledger ledger)
{
    private const int PageSize = 200;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly List<string> ids = [];
    private int replied;
    private int high;
    private int low;

    public async Task CheckAsync(IReadOnlyList<Transcript> transcripts, SteadyStream stream)
    {
        var sessions = transcripts.Where(transcript => transcript.Messages.Count > 0).ToList();
        foreach (var transcript in sessions)
        {
            await CheckSessionAsync(transcript);
        }

        var listed = await AskAsync($"/api/sessions?pageSize={PageSize}");
        Compare("sessions", sessions.Select(session => session.SessionId), listed.GetProperty("data").EnumerateArray().Select(session => Text(session, "id")));
        var stats = (await AskAsync("/api/stats")).GetProperty("data");
        Equal("messages", ids.Count, Number(stats, "messages", "total"));
        Equal("sessions", sessions.Count, Number(stats, "sessions", "total"));
        Equal("replies", replied, Number(stats, "aiResponses", "total"));
        Equal("high scores", high, Number(stats, "satisfaction", "highSatisfaction"));
        Equal("low scores", low, Number(stats, "satisfaction", "lowSatisfaction"));
        Equal("messages of all days", ids.Count, stats.GetProperty("dailyTrends").EnumerateArray().Sum(day => day.GetProperty("count").GetInt64()));

        await Eventually.TrueAsync(
            () => Task.FromResult(!ids.Except(stream.Seen).Any()),
            "the stream tells every message",
            Deadline,
            () => $"It lacks {string.Join(", ", ids.Except(stream.Seen).Take(10))} of {ids.Count}.");
    }

    private async Task CheckSessionAsync(Transcript transcript)
    {
        List<JsonElement> rows = [];
        await Eventually.TrueAsync(
            async () =>
            {
                rows = await ListAsync(transcript.SessionId);
                return rows.TrueForAll(row => row.GetProperty("satisfactionScore").ValueKind == JsonValueKind.Number);
            },
            $"every message of {transcript.SessionId} is judged",
            Deadline,
            () => $"{rows.Find(row => row.GetProperty("satisfactionScore").ValueKind != JsonValueKind.Number)}\n{host.Output}");

        var texts = transcript.Messages.Where(message => Text(message, "msg_type") == "TEXT").ToList();
        Compare($"messages of {transcript.SessionId}", texts.Select(message => $"msg-{message.GetProperty("id")}"), rows.Select(row => Text(row, "id")));
        var answered = transcript.Records.Where(record => record.GetProperty("status").GetInt32() == 1).Select(record => $"msg-{record.GetProperty("id")}");
        Compare(
            $"replies in {transcript.SessionId}",
            answered.Order(StringComparer.Ordinal),
            rows.Where(row => row.GetProperty("aiResponse").ValueKind == JsonValueKind.String).Select(row => Text(row, "id")).Order(StringComparer.Ordinal));
        var session = (await AskAsync($"/api/sessions/{transcript.SessionId}")).GetProperty("data");
        Equal($"messages counted in {transcript.SessionId}", texts.Count, session.GetProperty("messageCount").GetInt64());

        ids.AddRange(rows.Select(row => Text(row, "id")));
        replied += rows.Count(row => row.GetProperty("aiResponse").ValueKind == JsonValueKind.String);
        high += rows.Count(row => row.GetProperty("satisfactionScore").GetInt32() >= 4);
        low += rows.Count(row => row.GetProperty("satisfactionScore").GetInt32() <= 2);
    }

    private async Task<List<JsonElement>> ListAsync(string sessionId)
    {
        var rows = new List<JsonElement>();
        var cursor = "";
        while (true)
        {
            var page = await AskAsync($"/api/messages?sessionId={sessionId}&sortOrder=asc&pageSize={PageSize}{cursor}");
            rows.AddRange(page.GetProperty("data").EnumerateArray());
            if (page.GetProperty("pagination").GetProperty("nextCursor").GetString() is not { } next)
            {
                return rows;
            }

            cursor = $"&cursor={next}";
        }
    }

    private async Task<JsonElement> AskAsync(string path) =>
        JsonSerializer.Deserialize<JsonElement>(await host.Client.GetStringAsync(host.At(path)));

    private void Compare(string what, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (stored, listed) = (expected.ToList(), actual.ToList());
        if (what.StartsWith("sessions", StringComparison.Ordinal))
        {
            stored.Sort(StringComparer.Ordinal);
            listed.Sort(StringComparer.Ordinal);
        }

        if (!stored.SequenceEqual(listed))
        {
            ledger.Complain($"The {what}: {stored.Count} are stored, {listed.Count} are listed; "
                + $"{string.Join(", ", stored.Except(listed).Concat(listed.Except(stored)).Take(10))}");
        }
    }

    private void Equal(string what, long expected, long actual)
    {
        if (expected != actual)
        {
            ledger.Complain($"{expected} {what} are stored, {actual} are shown.");
        }
    }

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString() ?? "";

    private static long Number(JsonElement element, string part, string member) => element.GetProperty(part).GetProperty(member).GetInt64();
}
