using System.Text.Json;
using Parley.Hosting;

namespace Parley.Crash.Tests;

/// <summary>All that the service shows of a session.</summary>
internal sealed record Transcript(string SessionId, IReadOnlyList<JsonElement> Messages, IReadOnlyList<JsonElement> Records)
{
    private const int PageSize = 100;

    public bool IsSettled => Records.All(record => record.GetProperty("status").GetInt32() != 0);

    public static async Task<Transcript> ReadAsync(ParleyHost host, string sessionId, ICollection<string> problems)
    {
        // Records first: what a closed record speaks of is there already.
        var records = await ReadAsync(page => host.ListRecordsAsync(sessionId, page, PageSize), "records", sessionId, problems);
        var messages = await ReadAsync(page => host.ListMessagesAsync(sessionId, page, PageSize), "messages", sessionId, problems);
        return new Transcript(sessionId, messages, records);
    }

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(
        Func<int, Task<JsonElement>> list, string member, string sessionId, ICollection<string> problems)
    {
        var items = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var answer = await list(page);
            var part = answer.GetProperty(member);
            items.AddRange(part.EnumerateArray());
            if (part.GetArrayLength() < PageSize)
            {
                var total = answer.GetProperty("total").GetInt64();
                if (total != items.Count)
                {
                    problems.Add($"{sessionId} is said to have {total} {member}, but {items.Count} are listed.");
                }

                return items;
            }
        }
    }
}
