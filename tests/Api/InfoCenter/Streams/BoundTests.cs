using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Parley.Api.Tests.Metrics;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InfoCenter.Streams;

[Collection(nameof(BoundedHost))]
public sealed class BoundTests(BoundedHost fixture)
{
    private const string Path = "/api/messages/stream";

    [Fact]
    public async Task A_stream_too_many_is_refused_until_another_leaves()
    {
        await OpenStreamsAsync(0);
        var streams = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => EventStreamReader.OpenAsync(fixture.Host, Path)));

        var refused = await fixture.Host.GetAsync("/api/sessions/stream");

        refused.Fails(503, "Service is busy, try again later");
        Assert.Equal("1", refused.Headers["retry-after"]);
        streams[0].Dispose();
        await OpenStreamsAsync(2);
        using (await EventStreamReader.OpenAsync(fixture.Host, "/api/sessions/stream"))
        {
            await OpenStreamsAsync(3);
        }

        streams[1].Dispose();
        streams[2].Dispose();
    }

    [Fact]
    public async Task Who_does_not_read_is_dropped_and_others_do_not_notice()
    {
        await OpenStreamsAsync(0);
        var robot = Center.NewId("r");
        using var healthy = await EventStreamReader.OpenAsync(fixture.Host, $"{Path}?robotId={robot}");
        using var stalled = new TcpClient { ReceiveBufferSize = 4096 };
        await stalled.ConnectAsync(fixture.Host.Address.Host, fixture.Host.Address.Port);
        await stalled.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {Path}?robotId={robot} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        await OpenStreamsAsync(2);

        var content = string.Concat(Enumerable.Repeat("😀", 5000));
        await Eventually.TrueAsync(
            async () =>
            {
                var message = await fixture.Host.ReportAsync(Center.NewId("s"), content, ("robotId", robot), ("messageType", "file"));
                Assert.Equal(message.Text("id"), (await healthy.ExpectAsync("message")).Id);
                return await CountAsync() == 1;
            },
            "the stream whose client does not read is dropped",
            TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Streams_end_and_the_process_ends_with_0_when_it_is_told_to()
    {
        await using var host = await ParleyHost.StartAsync();
        using var reads = await EventStreamReader.OpenAsync(host, Path);
        Assert.Equal("retry: 3000", await reads.NextBlockAsync());
        using var deaf = new TcpClient();
        await deaf.ConnectAsync(host.Address.Host, host.Address.Port);
        await deaf.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /api/sessions/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        var watch = Stopwatch.StartNew();

        var stopping = host.StopAsync();

        Assert.Null(await reads.NextAsync());
        await stopping;
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
    }

    private Task OpenStreamsAsync(int count) =>
        Eventually.TrueAsync(async () => await CountAsync() == count, $"{count} streams are open");

    // There is no such metric until the first stream comes.
    private async Task<double> CountAsync() =>
        Scrape.Parse((await fixture.Host.GetAsync("/metrics")).Text).Samples.SingleOrDefault(sample => sample.Name == "parley_streams")?.Value ?? 0;
}
