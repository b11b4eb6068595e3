using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.Chat.Exports;

[Collection(nameof(LongHost))]
public sealed class LongExportTests(LongHost fixture)
{
    private const int MaxGrowthMegabytes = 50;

    private ParleyHost Host => fixture.Host;

    [Theory]
    [InlineData("one", "csv")]
    [InlineData("one", "json")]
    [InlineData("all", "csv")]
    [InlineData("all", "json")]
    public async Task Memory_does_not_grow_with_the_export_and_others_are_served_meanwhile(string what, string format)
    {
        var path = what == "one" ? Export.PathOf(LongHost.Long) : Export.AllPath;
        foreach (var warm in (string[])["csv", "json"])
        {
            await FreeAsync();
            await Export.GetAsync(Host, $"{Export.PathOf(LongHost.Short)}?format={warm}");
        }

        await FreeAsync();
        var memory = new MemoryGrowth(Host.ProcessId);
        using var over = new CancellationTokenSource();
        var others = SendMessagesAsync(over.Token);
        var location = await ReadAsync($"{path}?format={format}");
        await over.CancelAsync();
        var (sent, growth) = (await others, await memory.EndAsync());

        Assert.True(growth <= MaxGrowthMegabytes, $"At most {MaxGrowthMegabytes} MB of growth were expected, not {growth}.");
        Assert.True(sent > 0, "Messages were expected to be taken while the export ran.");
        Assert.Equal("finished", (await Export.SummaryAsync(Host, location)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_client_that_breaks_off_at_any_byte_resumes_and_ends_with_the_same_hash()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PARLEY_SEED"), out var given) ? given : Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 5; round++)
        {
            await FreeAsync();
            var cut = random.Next(1, 4_000_000);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            string location;
            int received;
            using (var response = await Export.BeginAsync(Host, Export.PathOf(LongHost.Long) + "?format=csv"))
            {
                location = response.Content.Headers.ContentLocation!.ToString();
                received = await ReadAsync(await response.Content.ReadAsStreamAsync(), hash, cut);
            }

            await Export.EndedAsync(Host, location, "finished");
            using var request = new HttpRequestMessage(HttpMethod.Get, Host.At(location));
            request.Headers.Range = new RangeHeaderValue(received, null);
            using var rest = await Host.Client.SendAsync(request);
            Assert.True(rest.StatusCode == HttpStatusCode.PartialContent, $"Seed {seed}, cut at {received}: {rest.StatusCode}");
            await ReadAsync(await rest.Content.ReadAsStreamAsync(), hash, int.MaxValue);

            var summary = await Export.SummaryAsync(Host, location);
            Assert.True(
                summary.GetProperty("sha256").GetString() == Convert.ToHexStringLower(hash.GetHashAndReset()) && summary.GetProperty("rows").GetInt64() >= LongHost.Messages,
                $"Seed {seed}, cut at {received}: {summary}");
        }
    }

    [Fact]
    public async Task A_deletion_waits_for_the_export_and_what_arrives_later_is_not_in_it()
    {
        await FreeAsync();
        using var response = await Export.BeginAsync(Host, Export.PathOf(LongHost.Deleted));
        await SendAsync(LongHost.Deleted);
        var deleted = await Host.AskAsync(HttpMethod.Delete, $"/api/conversations/{LongHost.Deleted}", null);
        var lines = (await response.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n');

        Assert.Equal(200, deleted.Status);
        Assert.Equal(LongHost.Messages + 1, lines.Length);
        Assert.Contains("the last one", lines[^1], StringComparison.Ordinal);
        Assert.Equal(404, (await Host.GetAsync(Export.PathOf(LongHost.Deleted))).Status);
    }

    [Fact]
    public async Task No_more_exports_run_than_may()
    {
        await FreeAsync();
        using var first = await Export.BeginAsync(Host, Export.PathOf(LongHost.Long));
        var second = await Host.GetAsync(Export.PathOf(LongHost.Short));
        var early = await Host.GetAsync(first.Content.Headers.ContentLocation!.ToString());

        Assert.Equal((503, """{"status":"error","message":"Too many exports are running or kept, try again soon"}"""), (second.Status, second.Text));
        Assert.Equal("2", second.Headers["retry-after"]);
        Assert.Equal(503, early.Status);
    }

    [Fact]
    public async Task What_was_kept_long_enough_is_gone()
    {
        await FreeAsync();
        var export = await Export.GetAsync(Host, Export.PathOf(LongHost.Short));
        Assert.Equal(200, (await Host.GetAsync(export.Location)).Status);

        await Eventually.TrueAsync(async () => (await Host.GetAsync(export.Location)).Status == 404, "the export is no longer there");
        Assert.Equal(404, (await Host.GetAsync(export.Location + "/summary")).Status);
        var id = export.Location.Split('/')[^1];
        await Eventually.TrueAsync(() => Task.FromResult(Directory.GetFiles(fixture.Spool, id + ".*").Length == 0), "nothing of it is left in the spool");
    }

    /// <summary>Whoever stops reading does not stop an export.</summary>
    private Task FreeAsync() => Eventually.TrueAsync(
        async () =>
        {
            using var response = await Host.Client.GetAsync(Host.At(Export.PathOf(LongHost.Short)));
            return response.IsSuccessStatusCode && Directory.GetFiles(fixture.Spool, "*.lock").Length == 0;
        },
        "no export runs");

    private async Task<string> ReadAsync(string path)
    {
        using var response = await Export.BeginAsync(Host, path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await ReadAsync(await response.Content.ReadAsStreamAsync(), hash, int.MaxValue);
        return response.Content.Headers.ContentLocation!.ToString();
    }

    private static async Task<int> ReadAsync(Stream stream, IncrementalHash hash, int most)
    {
        var buffer = new byte[32 * 1024];
        var total = 0;
        for (int read; total < most && (read = await stream.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, most - total)))) > 0; total += read)
        {
            hash.AppendData(buffer, 0, read);
        }

        return total;
    }

    private async Task<int> SendMessagesAsync(CancellationToken over)
    {
        var sent = 0;
        for (; !over.IsCancellationRequested; sent++)
        {
            await SendAsync(Guid.NewGuid().ToString());
        }

        return sent;
    }

    private async Task SendAsync(string session)
    {
        var sent = await Host.PostAsync("/api/messages", new
        {
            sessionId = session, robotId = "r", senderId = "u", senderName = "U", senderType = "ai", messageType = "text", content = "meanwhile",
        });
        Assert.True(sent.Status is 200 or 201, sent.Text);
    }
}
