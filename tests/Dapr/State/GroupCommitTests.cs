using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Dapr;
using Dapr.Embedded.Components;
using Dapr.Embedded.State;
using Microsoft.Data.Sqlite;

namespace Parley.Dapr.Tests.State;

public sealed class GroupCommitTests : IAsyncLifetime
{
    private static long discarded;
    private readonly ComponentFolder folder = new();
    private ComponentSet? components;

    private IStateStore Store => components!.ActorStore.Store;

    public async Task InitializeAsync() => components = await folder.With("a.yaml", folder.Sqlite()).OpenAsync();

    public async Task DisposeAsync()
    {
        await components!.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_refused_turn_takes_no_other_of_its_group_with_it()
    {
        var turns = Enumerable.Range(0, 500).Select(number => Store.WriteAsync(
            number % 5 == 0
                ? [Put($"row-{number}"), Put($"head-{number}", etag: "stale")]
                : [Put($"row-{number}"), Put($"head-{number}")])).ToList();

        for (var number = 0; number < turns.Count; number++)
        {
            var refused = number % 5 == 0;
            Assert.Equal(refused, await Record.ExceptionAsync(() => turns[number]) is StateConflictException);
            Assert.Equal(refused, await Store.ReadAsync($"row-{number}", default) is null);
        }
    }

    [Fact]
    public async Task A_turn_with_several_conditions_leaves_nothing_when_the_last_refuses()
    {
        await Store.WriteAsync([Put("a"), Put("b")]);
        var etag = (await Store.ReadAsync("a", default))!.ETag;

        await Assert.ThrowsAsync<StateConflictException>(
            () => Store.WriteAsync([Put("new"), Put("a", "changed", etag), Put("b", "changed", "stale")]));

        Assert.Null(await Store.ReadAsync("new", default));
        Assert.Equal("value", await ReadAsync("a"));
        Assert.Equal("value", await ReadAsync("b"));
    }

    [Fact]
    public async Task A_key_that_a_turn_writes_twice_is_judged_in_the_turns_order()
    {
        await Store.WriteAsync([Put("a")]);
        var etag = (await Store.ReadAsync("a", default))!.ETag;

        await Assert.ThrowsAsync<StateConflictException>(() => Store.WriteAsync([Put("a", "first"), Put("a", "second", etag)]));

        Assert.Equal("value", await ReadAsync("a"));
    }

    [Fact]
    public async Task Turns_that_wait_together_share_commits_and_are_counted()
    {
        var sizes = new ConcurrentQueue<int>();
        var rows = 0L;
        var bytes = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Parley.Dapr")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, size, _, _) => sizes.Enqueue(size));
        listener.SetMeasurementEventCallback<long>((instrument, count, _, _) => Interlocked.Add(
            ref instrument.Name == "parley.state.rows" ? ref rows : ref instrument.Name == "parley.state.bytes" ? ref bytes : ref discarded, count));
        listener.Start();

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(number => Store.WriteAsync([Put($"row-{number}"), Put($"other-{number}")])));
        // The counters follow the answers, so the last group's may still be on their way.
        await components!.DisposeAsync();

        Assert.True(sizes.Sum() >= 2000, $"{sizes.Sum()} turns were counted.");
        Assert.True(sizes.Max() > 1, "No two of 2000 turns shared a commit.");
        Assert.True(sizes.All(size => size <= 256), $"A commit had {sizes.Max()} turns.");
        Assert.True(rows >= 4000 && bytes >= 4000 * 5, $"{rows} rows of {bytes} bytes were counted.");
    }

    [Fact]
    public async Task A_commit_that_fails_fails_its_turns_and_the_next_one_is_well()
    {
        await components!.DisposeAsync();
        components = await folder
            .With("a.yaml", folder.Sqlite(connectionString: $"{folder.Database}?_pragma=max_page_count(32)"))
            .OpenAsync();

        var failure = await Assert.ThrowsAsync<DaprException>(
            () => Store.WriteAsync([Put("small"), new StateWrite("large", new byte[1 << 20])]));

        Assert.Contains("database or disk is full", failure.Message, StringComparison.Ordinal);
        Assert.Null(await Store.ReadAsync("small", default));
        await Store.WriteAsync([Put("small")]);
        Assert.Equal("value", await ReadAsync("small"));
    }

    [Fact]
    public async Task A_lock_of_another_process_fails_writes_after_the_busy_timeout_and_only_while_it_lasts()
    {
        await components!.DisposeAsync();
        components = await folder
            .With("a.yaml", folder.Sqlite($"{ComponentFolder.ActorStore}, {{ name: busyTimeout, value: 20ms }}"))
            .OpenAsync();
        await using (var other = new SqliteConnection($"Data Source={folder.Database};Pooling=false"))
        {
            await other.OpenAsync();
            await using var transaction = await other.BeginTransactionAsync();

            var failure = await Assert.ThrowsAsync<DaprException>(() => Store.WriteAsync([Put("a")]));
            Assert.Contains("database is locked", failure.Message, StringComparison.Ordinal);
        }

        await Store.WriteAsync([Put("a")]);
    }

    [Fact]
    public async Task A_closed_store_neither_writes_nor_reads()
    {
        var store = Store;
        await components!.DisposeAsync();

        await Assert.ThrowsAsync<DaprException>(() => store.WriteAsync([Put("a")]));
        await Assert.ThrowsAsync<DaprException>(async () => await store.ReadAsync("a", default));
    }

    [Fact]
    public async Task A_write_that_waited_longer_than_the_timeout_is_refused_and_not_written()
    {
        await components!.DisposeAsync();
        components = await folder.OpenAsync(time: new MinuteClock());

        var failure = await Assert.ThrowsAsync<DaprException>(() => Store.WriteAsync([Put("late")]));

        Assert.Equal("The write waited longer than 00:00:20 for its commit.", failure.Message);
        Assert.Null(await Store.ReadAsync("late", default));
    }

    [Fact]
    public async Task What_waits_when_the_store_closes_is_written()
    {
        var store = Store;
        var turns = Enumerable.Range(0, 1000).Select(number => store.WriteAsync([Put($"row-{number}")])).ToList();
        await components!.DisposeAsync();

        await Task.WhenAll(turns);
    }

    [Fact]
    public async Task A_scan_finds_every_row_of_its_prefix_and_no_other()
    {
        var keys = Enumerable.Range(0, 150).Select(number => $"p|{number}").ToHashSet();
        await Store.WriteAsync([.. keys.Append("p").Append("o|1").Append("q|1").Append("P|1").Select(key => Put(key))]);

        var found = new HashSet<string>();
        await foreach (var (key, row) in Store.ScanAsync("p|", default))
        {
            Assert.True(found.Add(key), $"{key} came twice.");
            Assert.Equal("value", Encoding.UTF8.GetString(row.Value.Span));
        }

        Assert.Equal(keys, found);
    }

    private static StateWrite Put(string key, string value = "value", string? etag = null) => new(key, Encoding.UTF8.GetBytes(value), etag);

    private async Task<string> ReadAsync(string key) => Encoding.UTF8.GetString((await Store.ReadAsync(key, default))!.Value.Span);

    /// <summary>A minute passes whenever somebody looks.</summary>
    private sealed class MinuteClock : TimeProvider
    {
        private long minutes;

        public override long GetTimestamp() => Interlocked.Increment(ref minutes) * 60 * TimestampFrequency;
    }
}
