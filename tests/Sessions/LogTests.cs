using Parley.Sessions.Documents;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Tests;

public sealed class LogTests
{
    private const string Root = "log";
    private static readonly int[] Lengths = [0, 1, 7, 8, 9, 31, 32, 33, 40, 63, 64, 65, 100];

    [Fact]
    public async Task Every_window_of_a_log_of_any_length_holds_what_was_appended()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        foreach (var length in Lengths)
        {
            var pages = new LogPages<Message>(host.Documents, $"{Root}-{length}");
            var log = await FillAsync(host, pages, length);
            for (var from = -1; from <= length + 2; from++)
            {
                foreach (var to in new[] { from - 1, from, from + 1, from + 7, from + 31, from + 32, from + 63, length, int.MaxValue })
                {
                    var window = await pages.ReadAsync(log, from, to);
                    var expected = Enumerable.Range(1, length).Where(position => position >= from && position <= to).Select(i => (long)i);
                    Assert.True(expected.SequenceEqual(window.Select(item => item.Sequence)), $"{from}..{to} of {length}: {window.Count} items.");
                }
            }
        }
    }

    [Fact]
    public async Task A_tail_moves_into_pages_at_eight_items_or_at_its_weight()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var pages = new LogPages<Message>(host.Documents, Root);
        var log = await FillAsync(host, pages, 7);
        Assert.Equal((7, 0L), (log.Tail.Count, log.Paged));

        await AppendAsync(host, pages, log, Item(8));
        Assert.Equal((0, 8L), (log.Tail.Count, log.Paged));

        await AppendAsync(host, pages, log, Item(9, new string('x', 4000)));
        Assert.Equal(8L, log.Paged);
        await AppendAsync(host, pages, log, Item(10, new string('x', 4000)));
        Assert.Equal((0, 10L), (log.Tail.Count, log.Paged));
    }

    [Fact]
    public async Task Thirty_two_edits_wait_in_the_head_and_the_next_one_takes_all_into_their_pages()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var pages = new LogPages<Message>(host.Documents, Root);
        var log = await FillAsync(host, pages, 100);
        for (var i = 1; i <= LogLimits.MaxOverlays; i++)
        {
            log.Replace(i * 2, Item(i * 2, "edited"));
            Assert.Empty(await pages.FoldAsync(log));
        }

        Assert.Equal("edited", (await pages.FindAsync(log, 64))!.Content);
        log.Replace(65, Item(65, "edited"));
        await FoldAsync(host, pages, log);

        Assert.Null(log.Overlays);
        Assert.All(await pages.ReadAsync(log, 1, 100), item =>
            Assert.Equal(item.Sequence == 65 || (item.Sequence <= 64 && item.Sequence % 2 == 0) ? "edited" : "", item.Content));
    }

    [Fact]
    public async Task What_a_refused_turn_left_in_a_page_does_not_count()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var pages = new LogPages<Message>(host.Documents, Root);
        var log = await FillAsync(host, pages, 15);
        var refused = Copy(log);
        refused.Append(Item(16, "refused"));
        await FoldAsync(host, pages, refused);

        Assert.Equal(15, (await pages.ReadAsync(log, 1, 99)).Count);
        await AppendAsync(host, pages, log, Item(16, "taken"));

        Assert.Equal(16, log.Paged);
        Assert.Equal("taken", (await pages.FindAsync(log, 16))!.Content);
        Assert.Equal(16, (await pages.ReadAsync(log, 1, 99)).Count);
    }

    [Fact]
    public async Task Folding_the_same_head_again_writes_the_same_pages()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var pages = new LogPages<Message>(host.Documents, Root);
        var log = await FillAsync(host, pages, 39);
        log.Append(Item(40));
        var again = Copy(log);

        var first = await pages.FoldAsync(log);
        await host.Documents.ReplaceAsync(first[0], "", []);
        var second = await pages.FoldAsync(again);

        Assert.Equal(first.Select(page => (page.Key, Convert.ToHexString(page.Value!))), second.Select(page => (page.Key, Convert.ToHexString(page.Value!))));
    }

    [Fact]
    public async Task A_page_that_lacks_what_its_head_counts_is_not_written_over()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var pages = new LogPages<Message>(host.Documents, Root);
        var log = new Log<Message> { Count = 8 };
        Enumerable.Range(9, 8).ToList().ForEach(i => log.Append(Item(i)));

        await Assert.ThrowsAsync<DocumentFormatException>(() => pages.FoldAsync(log));
    }

    private static async Task<Log<Message>> FillAsync(SessionsHost host, LogPages<Message> pages, int length)
    {
        var log = new Log<Message>();
        for (var i = 1; i <= length; i++)
        {
            await AppendAsync(host, pages, log, Item(i));
        }

        return log;
    }

    private static Task AppendAsync(SessionsHost host, LogPages<Message> pages, Log<Message> log, Message item)
    {
        log.Append(item);
        return FoldAsync(host, pages, log);
    }

    private static async Task FoldAsync(SessionsHost host, LogPages<Message> pages, Log<Message> log)
    {
        foreach (var page in await pages.FoldAsync(log))
        {
            await host.Documents.ReplaceAsync(page, "", []);
        }
    }

    private static Log<Message> Copy(Log<Message> log) => new() { Count = log.Count, Tail = [.. log.Tail] };

    private static Message Item(long position, string content = "") => new()
    {
        Number = position,
        Sequence = position,
        Sender = new Sender("u", SenderRole.User),
        Content = content,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
