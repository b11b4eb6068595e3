using System.Diagnostics;
using System.Globalization;
using Parley.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace Parley.Crash.Tests;

[Trait("Category", "Crash")]
public sealed class SocketScaleTests(ITestOutputHelper output)
{
    private const int Users = 1000;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_thousand_users_miss_nothing_and_see_nothing_twice_across_a_restart()
    {
        await using var host = await ParleyHost.StartAsync(("Sessions__ReminderPeriod", "00:00:02"));
        var ledger = new Ledger();
        var sockets = Enumerable.Range(1, Users).Select(number => new SteadySocket(() => host, ledger, $"user-{number}")).ToList();
        try
        {
            var watch = Stopwatch.StartNew();
            await SoonAsync("all sockets are welcomed", Task.WhenAll(sockets.Select(socket => socket.Welcomed)));
            await SoonAsync("all users are told that their message was sent", Task.WhenAll(sockets.Select(socket => socket.SendAsync($"怎么退货？ {socket.User}"))));
            await SeeAsync(sockets, 2);
            output.WriteLine($"All answered after {watch.ElapsedMilliseconds} ms.");

            // These replies are still to come when the service goes.
            var second = Task.WhenAll(sockets.Select(socket => socket.SendAsync($"发票怎么开？ {socket.User}")));
            await host.StopAsync();
            await host.StartAgainAsync();
            await SoonAsync("what was sent before the restart is answered after it", second);

            var audit = new Audit(host, ledger);
            await audit.CheckAsync([.. sockets.Select(socket => socket.User)], sockets);

            output.WriteLine($"{watch.ElapsedMilliseconds} ms: {audit.Messages} messages, {audit.Replies} replies, {audit.Failures} failures; {ledger.Refused} answered 503");
            Assert.True(audit.Problems.Count == 0, $"{audit.Problems.Count} problems:\n{string.Join('\n', audit.Problems.Take(20))}");
            Assert.All(sockets, socket => Assert.True(socket.Connects > 1, $"{socket.User} did not lose its socket."));
        }
        finally
        {
            await Task.WhenAll(sockets.Select(socket => socket.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task All_sockets_of_a_user_get_every_push_and_one_that_never_reads_is_dropped()
    {
        const string user = "popular";
        await using var host = await ParleyHost.StartAsync(("Ai__Channels__im", "false"));
        var ledger = new Ledger();
        var sockets = Enumerable.Range(1, 50).Select(_ => new SteadySocket(() => host, ledger, user)).ToList();
        try
        {
            await SoonAsync("all sockets are welcomed", Task.WhenAll(sockets.Select(socket => socket.Welcomed)));
            using var silent = await SilentClient.ConnectAsync(host.At($"/ws/{user}"));
            await UntilOpenAsync(host, sockets.Count + 1);

            // As much as the network's own buffers may hold, and the queue behind them.
            const int enough = 1500;
            var content = new string('长', 5000);
            var sent = 0;
            while (await OpenAsync(host) > sockets.Count)
            {
                Assert.True(sent < enough, $"after {sent} messages the socket that never reads is still open");
                await host.PostMessageAsync(user, content);
                sent++;
            }

            await host.PostMessageAsync(user, "the last");
            await SeeAsync(sockets, sent + 1);
            output.WriteLine($"Dropped after {sent} messages.");

            var transcript = await Transcript.ReadAsync(host, user, []);
            var ids = transcript.Messages.Select(message => message.GetProperty("message_id").GetString()!).ToList();
            Assert.All(sockets, socket => Assert.Equal(ids, socket.Seen));
            Assert.All(sockets, socket => Assert.Equal(1, socket.Connects));
            Assert.Empty(ledger.Problems);
        }
        finally
        {
            await Task.WhenAll(sockets.Select(socket => socket.DisposeAsync().AsTask()));
        }
    }

    private static async Task SoonAsync(string expectation, Task task)
    {
        await Eventually.TrueAsync(() => Task.FromResult(task.IsCompleted), expectation, Deadline);
        await task;
    }

    private static Task SeeAsync(List<SteadySocket> sockets, int count) => Eventually.TrueAsync(
        () => Task.FromResult(sockets.All(socket => socket.Seen.Count >= count)),
        $"all sockets have seen {count} messages",
        Deadline,
        () => string.Join('\n', sockets.Where(socket => socket.Seen.Count < count).Take(10).Select(socket => $"{socket.User} saw {socket.Seen.Count}")));

    private static Task UntilOpenAsync(ParleyHost host, int count) =>
        Eventually.TrueAsync(async () => await OpenAsync(host) == count, $"{count} sockets are open");

    private static async Task<int> OpenAsync(ParleyHost host)
    {
        const string metric = "parley_sockets ";
        var scrape = await host.Client.GetStringAsync(host.At("/metrics"));
        var line = scrape.Split('\n').First(line => line.StartsWith(metric, StringComparison.Ordinal));
        return int.Parse(line[metric.Length..], CultureInfo.InvariantCulture);
    }
}
