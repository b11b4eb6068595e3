using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Sessions.Tests;
using Xunit;

namespace Parley.Api.Tests.Chat.Exports;

[Collection(nameof(ExportHost))]
public sealed class ConversationExportTests(ExportHost fixture)
{
    private const string Time = @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$";

    [Theory]
    [InlineData("")]
    [InlineData("?format=json")]
    public async Task Json_is_a_line_of_the_conversation_and_a_line_a_message(string query)
    {
        var export = await Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.Many) + query);

        Assert.Equal(("application/jsonl", $"conversation_{ExportHost.Many}.jsonl"), (export.ContentType, export.FileName));
        var lines = export.Lines;
        Assert.Equal(["conversation_id", "created_at", "last_active"], Names(lines[0]));
        Assert.Equal(ExportHost.Many, lines[0].GetProperty("conversation_id").GetString());
        Assert.Matches(Time, lines[0].GetProperty("created_at").GetString());
        Assert.Matches(Time, lines[0].GetProperty("last_active").GetString());
        Assert.Equal(ExportHost.ManyMessages, lines.Count - 1);
        Assert.All(lines.Skip(1), line => Assert.Equal(["timestamp", "role", "content"], Names(line)));
        Assert.All(lines.Skip(1), line => Assert.Matches(Time, line.GetProperty("timestamp").GetString()));
        Assert.Equal(Expected(), lines.Skip(1).Select(line => (line.GetProperty("role").GetString()!, line.GetProperty("content").GetString()!)));
    }

    [Fact]
    public async Task Csv_is_a_header_and_a_row_a_message()
    {
        var export = await Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.Many) + "?format=csv");

        Assert.Equal(("text/csv; charset=utf-8", $"conversation_{ExportHost.Many}.csv"), (export.ContentType, export.FileName));
        Assert.StartsWith("Timestamp,Role,Content\r\n", export.Text, StringComparison.Ordinal);
        var rows = export.Rows;
        Assert.All(rows.Skip(1), row => Assert.Matches(Time, row[0]));
        Assert.Equal(Expected(), rows.Skip(1).Select(row => (row[1], row[2])));
    }

    [Fact]
    public async Task Times_are_utc_whatever_zone_the_other_contracts_print()
    {
        var line = (await Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.Many))).Lines[^1];

        var age = DateTime.UtcNow - line.GetProperty("timestamp").GetDateTime();
        Assert.InRange(age, TimeSpan.FromMinutes(-1), TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Whatever_was_stored_comes_back(string format)
    {
        var export = await Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.Nasty) + $"?format={format}");

        var contents = format == "csv" ? export.Rows.Skip(1).Select(row => row[2])
            : export.Lines.Skip(1).Select(line => line.GetProperty("content").GetString()!);
        Assert.Equal(ExportHost.NastyTexts, contents);
    }

    [Fact]
    public async Task Non_ascii_text_is_not_escaped()
    {
        Assert.Contains("😀👩‍👩‍👧", (await Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.Nasty))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_has_a_byte_order_mark_on_demand_only()
    {
        var (plain, marked) = (await CsvAsync(""), await CsvAsync("&bom=1"));

        Assert.Equal([0xEF, 0xBB, 0xBF, .. plain.Bytes], marked.Bytes);
        Assert.Equal(plain.Bytes, (await CsvAsync("&bom=0")).Bytes);
    }

    [Fact]
    public async Task Cells_that_begin_like_formulas_are_defused_on_demand_only()
    {
        var rows = (await CsvAsync("&safe=1")).Rows;

        var expected = ExportHost.NastyTexts.Select(text => text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text);
        Assert.Equal(expected, rows.Skip(1).Select(row => row[2]));
        Assert.Equal(9, rows.Skip(1).Zip(ExportHost.NastyTexts, (row, text) => row[2] != text ? 1 : 0).Sum());
    }

    [Fact]
    public async Task A_conversation_without_messages_is_its_header()
    {
        var (csv, json) = (
            await Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.Empty) + "?format=csv"), await Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.Empty)));

        Assert.Equal("Timestamp,Role,Content\r\n", csv.Text);
        Assert.Single(json.Lines);
        Assert.Equal(0, (await Export.SummaryAsync(fixture.Host, csv.Location)).GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task Any_session_is_exported_whose_id_is_a_uuid()
    {
        var written = ExportHost.OtherChannel.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        Assert.Equal(3, (await Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.OtherChannel))).Lines.Count);
        Assert.Equal(3, (await Export.GetAsync(fixture.Host, Export.PathOf(written))).Lines.Count);
        Assert.Equal(2, (await Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.Bare))).Lines.Count);
    }

    [Fact]
    public async Task An_unknown_conversation_is_missing_whatever_the_format()
    {
        foreach (var id in (string[])[Guid.NewGuid().ToString(), "no-uuid", ExportHost.Expired, "%0a", "..%2f", new string('a', 500)])
        {
            var answer = await fixture.Host.GetAsync(Export.PathOf(id) + "?format=xml");
            Assert.Equal((404, """{"status":"error","message":"Conversation not found"}"""), (answer.Status, answer.Text));
        }
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("")]
    [InlineData("CSV")]
    [InlineData("csv&format=json")]
    [InlineData("%00")]
    public async Task An_unknown_format_is_refused(string format)
    {
        var answer = await fixture.Host.GetAsync(Export.PathOf(ExportHost.Many) + $"?format={format}");

        Assert.Equal((400, """{"status":"error","message":"Unsupported format, use csv or json"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Deleted_messages_are_missing_and_edits_show()
    {
        var session = Guid.NewGuid().ToString();
        var numbers = new List<string>();
        foreach (var text in (string[])["first", "second", "third"])
        {
            var reported = await fixture.Host.PostAsync("/api/messages", new
            {
                sessionId = session, robotId = "r", senderId = "u", senderName = "U", senderType = "user", messageType = "text", content = text,
            });
            numbers.Add(reported.Json.GetProperty("data").GetProperty("id").GetString()!);
        }

        await fixture.Host.AskAsync(HttpMethod.Delete, $"/api/messages/{numbers[1]}", null);
        await fixture.Host.AskAsync(HttpMethod.Put, $"/api/messages/{numbers[0]}", Requests.Json("""{"aiResponse":"edited"}"""));
        await fixture.Host.AskAsync(HttpMethod.Put, $"/api/messages/{numbers[0]}", Requests.Json("""{"aiResponse":"edited again"}"""));

        var contents = (await Export.GetAsync(fixture.Host, Export.PathOf(session))).Lines.Skip(1).Select(line => line.GetProperty("content").GetString()).ToList();
        Assert.DoesNotContain("second", contents);
        Assert.Contains("edited again", contents);
        Assert.Equal(("first", "third"), (contents[0], contents.First(text => text == "third")));
    }

    private static IEnumerable<(string Role, string Content)> Expected() => Enumerable.Range(1, ExportHost.ManyMessages).Select(n =>
        (n % 2 == 1 ? "user" : "assistant", n == ExportHost.ManyMessages ? "the last one" : SessionSeeder.MessageAt(n).Content));

    private static string[] Names(JsonElement line) => [.. line.EnumerateObject().Select(member => member.Name)];

    private Task<Export> CsvAsync(string query) => Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.Nasty) + "?format=csv" + query);
}
