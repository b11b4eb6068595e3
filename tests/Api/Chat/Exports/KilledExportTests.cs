using System.Text;
using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Parley.Sessions;
using Parley.Sessions.Documents;
using Parley.Sessions.Tests;
using Xunit;

namespace Parley.Api.Tests.Chat.Exports;

/// <summary>What becomes of exports whose service is killed.</summary>
public sealed class KilledExportTests : SeededHost
{
    private const int Tries = 10;

    private static readonly string Long = ExportHost.Id(1);

    [Fact]
    public async Task An_export_that_was_killed_midway_never_looks_complete()
    {
        for (var attempt = 1; ; attempt++)
        {
            var (location, complete) = await KillDuringAsync(Export.PathOf(Long) + "?format=csv");
            await Host.StartAgainAsync();
            var (file, summary) = (await Host.GetAsync(location), await Export.SummaryAsync(Host, location));
            if (summary.GetProperty("status").GetString() == "finished")
            {
                // The spool was done before the kill, however much had reached the client.
                Assert.Equal((200, summary.GetProperty("bytes").GetInt64()), (file.Status, Encoding.UTF8.GetByteCount(file.Text)));
                Assert.True(attempt < Tries, "One of the exports was expected to be cut.");
                continue;
            }

            Assert.False(complete, "What failed must not look complete to its client.");
            Assert.Equal(410, file.Status);
            Assert.Equal(("failed", JsonValueKind.Null), (summary.GetProperty("status").GetString(), summary.GetProperty("sha256").ValueKind));
            await Eventually.TrueAsync(
                async () => (await File.ReadAllTextAsync(Path.Combine(Spool, location.Split('/')[^1] + ".json"))).Contains("failed", StringComparison.Ordinal),
                "the sweep after the start notes that it has failed");
            return;
        }
    }

    [Fact]
    public async Task A_client_that_does_not_read_does_not_keep_the_service_from_stopping()
    {
        using var response = await Export.BeginAsync(Host, Export.PathOf(Long));

        await Host.StopAsync();
        await Host.StartAgainAsync();
        var summary = await Export.SummaryAsync(Host, response.Content.Headers.ContentLocation!.ToString());
        Assert.NotEqual("running", summary.GetProperty("status").GetString());
    }

    protected override Task SeedAsync(SessionWriter writer, DocumentStore documents) => SessionSeeder.SeedAsync(documents, Long, 50_000, "chat");

    /// <summary>Kills the service at the first bytes; whether the client got all of them even so.</summary>
    private async Task<(string Location, bool Complete)> KillDuringAsync(string path)
    {
        using var response = await Export.BeginAsync(Host, path);
        var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[100]);
        await Host.KillAsync();
        try
        {
            await body.CopyToAsync(Stream.Null);
            return (response.Content.Headers.ContentLocation!.ToString(), true);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return (response.Content.Headers.ContentLocation!.ToString(), false);
        }
    }
}
