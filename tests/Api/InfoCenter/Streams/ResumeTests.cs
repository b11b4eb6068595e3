using Parley.Api.Tests.InstantMessaging;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InfoCenter.Streams;

public sealed class ResumeTests
{
    private const int Reports = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("/api/messages/stream")]
    [InlineData("/api/sessions/stream")]
    public async Task A_stream_that_is_cut_at_any_byte_gives_each_event_once_also_across_restarts(string path)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var host = await ParleyHost.StartAsync(
            ("Streaming__Heartbeat", "00:00:00.100"), ("Sessions__ReminderPeriod", "00:00:02"));
        var anchor = await host.ReportAsync("anchor", "hi", ("messageType", "image"));
        var first = path.Contains("messages", StringComparison.Ordinal) ? anchor.Text("id") : "anchor:1";

        var last = first;
        var told = new List<string>();
        var written = 0;
        for (var restarts = 0; written < Reports || restarts < 2;)
        {
            for (var i = random.Next(5); i > 0 && written < Reports; i--, written++)
            {
                await host.ReportAsync($"s-{random.Next(6)}", random.Next(4) == 0 ? "不满意，投诉你们！" : $"第 {written} 条 😀");
            }

            if (restarts < 2 && written > (restarts + 1) * Reports / 3)
            {
                restarts++;
                await (restarts == 1 ? host.RestartAsync() : KillAndStartAsync(host));
            }

            using var stream = await EventStreamReader.OpenAsync(host, path, last);
            told.AddRange((await stream.CutAfterAsync(random.Next(3000), Patience)).Select(told => told.Id!));
            last = stream.LastEventId!;
        }

        await ReportEndAsync(host);
        told.AddRange(await ReadToEndAsync(host, path, last));

        var uncut = await ReadToEndAsync(host, path, first);
        Assert.True(uncut.SequenceEqual(told), $"seed {seed}: {string.Join(' ', uncut)} were expected, not {string.Join(' ', told)}");
        Assert.True(told.Distinct().Count() == told.Count, $"seed {seed}: an event came twice");
        Assert.True(told.Count > Reports, $"seed {seed}: only {told.Count} events");
    }

    private static async Task KillAndStartAsync(ParleyHost host)
    {
        await host.KillAsync();
        await host.StartAgainAsync();
    }

    /// <summary>Waits until nothing is owed any more, and then writes what every reader stops at.</summary>
    private static async Task ReportEndAsync(ParleyHost host)
    {
        for (var i = 0; i < 6; i++)
        {
            var session = $"s-{i}";
            await Eventually.TrueAsync(
                async () => (await host.ListAsync($"/api/messages?sessionId={session}&pageSize=200")).All(message => message.TextOrNull("aiResponse") is not null && message.TextOrNull("satisfactionScore") is not null),
                $"all of {session} is answered and judged",
                TimeSpan.FromSeconds(100),
                () => host.Output);
        }

        await host.ReportAsync("end", "end", ("messageType", "image"));
    }

    private static async Task<IReadOnlyList<string>> ReadToEndAsync(ParleyHost host, string path, string lastEventId)
    {
        var ids = new List<string>();
        using var stream = await EventStreamReader.OpenAsync(host, path, lastEventId);
        while (await stream.NextAsync() is { } told)
        {
            if (told.Data.TryGetProperty("sessionId", out var session) ? session.ToString() == "end" : told.Data.Text("id") == "end")
            {
                return ids;
            }

            ids.Add(told.Id!);
        }

        throw new InvalidOperationException("The stream ended early.");
    }
}
