using System.Text.Json;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.Chat.Exports;

[Collection(nameof(ExportHost))]
public sealed class AllConversationsTests(ExportHost fixture)
{
    private const int All = ExportHost.Conversations + 3;

    [Fact]
    public async Task Csv_is_a_row_a_conversation_of_this_contract()
    {
        var export = await GetAsync("?format=csv");

        Assert.Equal("text/csv; charset=utf-8", export.ContentType);
        Assert.Matches(@"^conversations_export_\d{14}\.csv$", export.FileName);
        var rows = export.Rows;
        Assert.Equal(["会话ID", "创建时间", "最后活跃时间", "消息数量"], rows[0]);
        Assert.Equal(Expected(), rows.Skip(1).ToDictionary(row => row[0], row => int.Parse(row[3])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?format=json")]
    public async Task Json_is_a_line_a_conversation_with_all_its_messages(string query)
    {
        var export = await GetAsync(query);

        Assert.Equal("application/x-ndjson", export.ContentType);
        Assert.Matches(@"^full_conversations_export_\d{14}\.ndjson$", export.FileName);
        var lines = export.Lines;
        Assert.Equal(["export_time", "total_conversations"], Names(lines[0]));
        Assert.Equal(All, lines[0].GetProperty("total_conversations").GetInt32());
        Assert.InRange(DateTime.UtcNow - lines[0].GetProperty("export_time").GetDateTime(), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(5));
        Assert.All(lines.Skip(1), line => Assert.Equal(["id", "created_at", "last_active", "message_count", "messages"], Names(line)));
        Assert.Equal(Expected(), lines.Skip(1).ToDictionary(line => line.GetProperty("id").GetString()!, line => line.GetProperty("message_count").GetInt32()));
        Assert.All(lines.Skip(1), line => Assert.Equal(line.GetProperty("message_count").GetInt32(), line.GetProperty("messages").GetArrayLength()));
        var nasty = lines.Single(line => line.TryGetProperty("id", out var id) && id.GetString() == ExportHost.Nasty).GetProperty("messages");
        Assert.All(nasty.EnumerateArray(), message => Assert.Equal(["timestamp", "role", "content"], Names(message)));
        Assert.Equal(ExportHost.NastyTexts, nasty.EnumerateArray().Select(message => message.GetProperty("content").GetString()!));
    }

    [Fact]
    public async Task Dates_choose_by_the_latest_activity_and_include_both_ends()
    {
        var rows = (await GetAsync("?format=csv")).Rows[1..];
        var times = rows.Select(row => row[2]).Order(StringComparer.Ordinal).ToList();
        var (from, to) = (times[20], times[80]);
        var expected = rows.Where(row => Between(row[2], from, to)).Select(row => row[0]).Order(StringComparer.Ordinal);

        Assert.Equal(expected, await IdsAsync($"startDate={from}&endDate={to}"));
        Assert.Equal(rows.Count(row => Between(row[2], from, "9")), (await IdsAsync($"startDate={from}Z")).Count);
        Assert.Equal(rows.Count(row => Between(row[2], "0", to)), (await IdsAsync($"endDate={to}%2B00:00")).Count);
    }

    [Fact]
    public async Task A_day_as_the_end_includes_the_day()
    {
        var today = $"{DateTime.UtcNow:yyyy-MM-dd}";

        Assert.Equal(All, (await IdsAsync($"startDate=2020-01-01&endDate={DateTime.UtcNow.AddDays(1):yyyy-MM-dd}")).Count);
        Assert.Equal(All, (await IdsAsync($"endDate={today}")).Count);
        Assert.Empty(await IdsAsync("endDate=2020-01-01"));
        Assert.Empty(await IdsAsync($"startDate={DateTime.UtcNow.AddDays(1):yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("startDate=yesterday", "startDate")]
    [InlineData("startDate=", "startDate")]
    [InlineData("startDate=2025-13-01", "startDate")]
    [InlineData("endDate=2025-02-30", "endDate")]
    [InlineData("endDate=1", "endDate")]
    [InlineData("endDate=9999-12-31", "endDate")]
    [InlineData("startDate=0001-01-01", "startDate")]
    [InlineData("startDate=2025-01-01&startDate=2025-01-02", "startDate")]
    [InlineData("startDate=%00", "startDate")]
    [InlineData("startDate=2025-02-02&endDate=2025-02-01", "startDate")]
    public async Task Dates_that_are_none_are_refused(string query, string named)
    {
        var answer = await fixture.Host.GetAsync($"{Export.AllPath}?{query}");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["status", "message"], Names(answer.Json));
        Assert.Equal("error", answer.Json.GetProperty("status").GetString());
        Assert.StartsWith(named, answer.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_format_is_refused()
    {
        var answer = await fixture.Host.GetAsync($"{Export.AllPath}?format=xml");

        Assert.Equal((400, """{"status":"error","message":"不支持的导出格式，支持格式：csv, json"}"""), (answer.Status, answer.Text));
    }

    private static bool Between(string time, string from, string to) =>
        string.CompareOrdinal(time, from) >= 0 && string.CompareOrdinal(time, to) <= 0;

    private static Dictionary<string, int> Expected()
    {
        var expected = Enumerable.Range(0, ExportHost.Conversations).ToDictionary(ExportHost.Id, n => 1 + n % 3);
        expected[ExportHost.Nasty] = ExportHost.NastyTexts.Count;
        expected[ExportHost.Many] = ExportHost.ManyMessages;
        expected[ExportHost.Empty] = 0;
        return expected;
    }

    private static string[] Names(JsonElement line) => [.. line.EnumerateObject().Select(member => member.Name)];

    private Task<Export> GetAsync(string query) => Export.GetAsync(fixture.Host, Export.AllPath + query);

    private async Task<List<string>> IdsAsync(string query) =>
        [.. (await GetAsync($"?format=csv&{query}")).Rows.Skip(1).Select(row => row[0]).Order(StringComparer.Ordinal)];
}
