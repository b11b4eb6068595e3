using Dapr;
using Dapr.Embedded.State;
using Parley.Conformance;

namespace Parley.Dapr.Tests.State.PostgreSql;

public sealed class OwnershipTests
{
    private const string KillOwner = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted";

    [SkippableFact]
    public async Task A_second_owner_is_told_who_the_first_is_and_does_not_disturb_it()
    {
        await using var store = await PostgreSqlStore.OpenAsync();

        var sentence = await store.FailureAsync();

        Assert.Contains($": it belongs to process {Environment.ProcessId} on {Environment.MachineName}, app parley", sentence, StringComparison.Ordinal);
        Assert.Matches(@" \(PostgreSQL session \d+ from 127\.0\.0\.1, since [-\d]+ [:\d]+Z\)\. One process owns a store; stop that one first\.$", sentence);
        await store.Store.WriteAsync([new StateWrite("a", "1"u8.ToArray())]);
    }

    [SkippableFact]
    public async Task A_store_that_was_closed_has_no_owner()
    {
        await using var store = await PostgreSqlStore.OpenAsync();
        for (var start = 0; start < 3; start++)
        {
            await store.CloseAsync();
            await store.OpenAsync();
        }
    }

    [SkippableFact]
    public async Task Another_application_may_use_the_same_table()
    {
        await using var store = await PostgreSqlStore.OpenAsync();
        var first = store.Store;
        await store.OpenAsync("other");

        await first.WriteAsync([new StateWrite("parley||a", "1"u8.ToArray())]);
        await store.Store.WriteAsync([new StateWrite("other||a", "1"u8.ToArray())]);
        await first.DisposeAsync();
    }

    [SkippableFact]
    public async Task Who_lost_the_lock_cannot_write_until_it_has_it_again()
    {
        await using var server = await PostgreSqlServer.StartNewAsync();
        await using var store = await PostgreSqlStore.OpenAsync(server);
        var first = store.Store;
        await store.QueryAsync(KillOwner);
        // The next process is there before the first one notices.
        await store.OpenAsync();

        await Assert.ThrowsAsync<DaprException>(() => first.WriteAsync([new StateWrite("a", "0"u8.ToArray())]));
        var failure = await Assert.ThrowsAsync<DaprException>(() => first.WriteAsync([new StateWrite("a", "1"u8.ToArray())]));
        Assert.Contains("it belongs to process ", failure.Message, StringComparison.Ordinal);
        Assert.Null(await store.Store.ReadAsync("a", default));

        await store.CloseAsync();
        await first.WriteAsync([new StateWrite("a", "2"u8.ToArray())]);
        await first.DisposeAsync();
    }
}
