using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.Chat.Exports;

[Collection(nameof(ExportHost))]
public sealed class SpoolTests(ExportHost fixture)
{
    [Theory]
    [InlineData("", "format=csv", 1)]
    [InlineData("", "format=json", 1)]
    [InlineData(Export.AllPath, "format=csv", 1)]
    [InlineData(Export.AllPath, "format=json", 1)]
    public async Task The_spooled_file_is_what_was_sent_and_its_summary_says_so(string path, string query, int headers)
    {
        var export = await Export.GetAsync(fixture.Host, $"{(path.Length > 0 ? path : Export.PathOf(ExportHost.Many))}?{query}");

        Assert.Matches("^/api/exports/[0-9a-f]{32}$", export.Location);
        var summary = await Export.SummaryAsync(fixture.Host, export.Location);
        var lines = query == "format=csv" ? export.Rows.Count : export.Lines.Count;
        Assert.Equal(
            ("finished", lines - headers, export.Bytes.Length, export.Sha256),
            (summary.GetProperty("status").GetString(), summary.GetProperty("rows").GetInt64(), summary.GetProperty("bytes").GetInt64(), summary.GetProperty("sha256").GetString()));
        using var again = await fixture.Host.Client.GetAsync(fixture.Host.At(export.Location));
        Assert.Equal(export.Bytes, await again.Content.ReadAsByteArrayAsync());
        Assert.Equal((export.ContentType, export.FileName), (again.Content.Headers.ContentType!.ToString(), again.Content.Headers.ContentDisposition!.FileName));
        Assert.Equal($"\"{export.Sha256}\"", again.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Ranges_are_parts_of_the_file()
    {
        var export = await Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.Many));
        var length = export.Bytes.Length;

        foreach (var (range, from, to) in ((string, int, int)[])[("bytes=0-0", 0, 1), ("bytes=100-199", 100, 200), ($"bytes={length - 5}-", length - 5, length), ("bytes=-7", length - 7, length)])
        {
            using var part = await RangeAsync(export.Location, range);
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal(new ContentRangeHeaderValue(from, to - 1, length), part.Content.Headers.ContentRange);
            Assert.Equal(export.Bytes[from..to], await part.Content.ReadAsByteArrayAsync());
        }

        using var beyond = await RangeAsync(export.Location, $"bytes={length}-");
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("x")]
    [InlineData("..%2f..%2fdata")]
    [InlineData("%0a")]
    public async Task Unknown_exports_are_missing(string id)
    {
        foreach (var path in (string[])[$"/api/exports/{id}", $"/api/exports/{id}/summary"])
        {
            var answer = await fixture.Host.GetAsync(path);
            Assert.Equal((404, """{"status":"error","message":"Export not found"}"""), (answer.Status, answer.Text));
        }
    }

    /// <summary>Also when another replica writes it: the lock on its file tells that it runs.</summary>
    [Fact]
    public async Task Until_it_is_finished_clients_are_told_to_come_again_and_when_its_writer_dies_it_has_failed()
    {
        var location = (await Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.Many))).Location;
        var place = Path.Combine(fixture.Spool, location.Split('/')[^1]);
        var record = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(await File.ReadAllTextAsync(place + ".json"))!;
        record["summary"] = JsonSerializer.SerializeToElement(new { status = "running", rows = (long?)null, bytes = 0, sha256 = (string?)null });
        record["ended_at"] = JsonSerializer.SerializeToElement<string?>(null);
        await using (new FileStream(place + ".lock", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            await File.WriteAllTextAsync(place + ".json", JsonSerializer.Serialize(record));
            var early = await fixture.Host.GetAsync(location);
            Assert.Equal((503, """{"status":"error","message":"The export is not finished, try again soon"}"""), (early.Status, early.Text));
            Assert.Equal("2", early.Headers["retry-after"]);
            Assert.Equal("running", (await Export.SummaryAsync(fixture.Host, location)).GetProperty("status").GetString());
        }

        var late = await fixture.Host.GetAsync(location);
        Assert.Equal((410, """{"status":"error","message":"The export failed, start it again"}"""), (late.Status, late.Text));
        Assert.Equal("failed", (await Export.SummaryAsync(fixture.Host, location)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_file_that_is_shorter_than_its_record_says_is_never_given_out()
    {
        var location = (await Export.GetAsync(fixture.Host, Export.PathOf(ExportHost.Many))).Location;
        await using (var file = new FileStream(Path.Combine(fixture.Spool, location.Split('/')[^1] + ".data"), FileMode.Open))
        {
            file.SetLength(file.Length - 1);
        }

        Assert.Equal(410, (await fixture.Host.GetAsync(location)).Status);
    }

    [Fact]
    public async Task An_export_that_fails_midway_breaks_the_connection_and_says_so()
    {
        using var response = await Export.BeginAsync(fixture.Host, Export.PathOf(ExportHost.Broken));
        var location = response.Content.Headers.ContentLocation!.ToString();

        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync());
        await Export.EndedAsync(fixture.Host, location, "failed");
        Assert.Equal(410, (await fixture.Host.GetAsync(location)).Status);
        Assert.Equal(JsonValueKind.Null, (await Export.SummaryAsync(fixture.Host, location)).GetProperty("sha256").ValueKind);
    }

    [Fact]
    public async Task Nothing_but_files_that_others_may_not_read_is_in_the_spool()
    {
        await Export.GetAsync(fixture.Host, Export.AllPath);

        await Eventually.TrueAsync(
            () => Task.FromResult(Directory.EnumerateFiles(fixture.Spool).All(file => Path.GetExtension(file) is ".data" or ".json")),
            "locks, drafts and snapshots are gone once exports are over");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(fixture.Spool));
        }
    }

    private Task<HttpResponseMessage> RangeAsync(string location, string range)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, fixture.Host.At(location));
        request.Headers.TryAddWithoutValidation("Range", range);
        return fixture.Host.Client.SendAsync(request);
    }
}
