using Dapr;
using Xunit;

namespace Parley.Conformance.State;

public abstract partial class StateSuite
{
    [SkippableFact]
    public async Task Every_write_changes_the_etag()
    {
        await SaveAsync("key", "1");
        var first = await ETagAsync("key");
        await SaveAsync("key", "1");
        var second = await ETagAsync("key");

        Assert.NotEqual("", first);
        Assert.NotEqual(first, second);
    }

    [SkippableFact]
    public async Task A_write_under_the_current_etag_succeeds_once()
    {
        await SaveAsync("key", "1");
        var etag = await ETagAsync("key");

        await TransactAsync(Upsert("key", "2", etag));
        await Assert.ThrowsAnyAsync<DaprException>(() => TransactAsync(Upsert("key", "3", etag)));

        Assert.Equal("2", await ReadAsync("key"));
    }

    [SkippableFact]
    public async Task A_delete_under_the_current_etag_succeeds_and_under_another_is_refused()
    {
        await SaveAsync("key", "1");
        var stale = await ETagAsync("key");
        await SaveAsync("key", "2");

        await Assert.ThrowsAnyAsync<DaprException>(() => TransactAsync(Delete("key", stale)));
        Assert.Equal("2", await ReadAsync("key"));

        await TransactAsync(Delete("key", await ETagAsync("key")));
        await A_key_is_missing("key");
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_stale_etag_anywhere_in_a_transaction_leaves_nothing_of_it_where_the_store_rolls_back(int place)
    {
        await SaveAsync("head", "1");
        await SaveAsync("gone", "1");
        var stale = await ETagAsync("head");
        await SaveAsync("head", "2");
        var operations = new List<Dapr.Client.StateTransactionRequest> { Upsert("page", "1"), Delete("gone") };
        operations.Insert(place, Upsert("head", "3", stale));

        await Assert.ThrowsAnyAsync<DaprException>(() => TransactAsync([.. operations]));

        Assert.Equal("2", await ReadAsync("head"));
        if (platform.RollsBack)
        {
            await A_key_is_missing("page");
            Assert.Equal("1", await ReadAsync("gone"));
        }
    }

    [SkippableFact]
    public async Task Of_two_etags_in_a_transaction_one_stale_refuses_both_where_the_store_rolls_back()
    {
        await SaveAsync("a", "1");
        await SaveAsync("b", "1");
        var (current, stale) = (await ETagAsync("a"), await ETagAsync("b"));
        await SaveAsync("b", "2");

        await Assert.ThrowsAnyAsync<DaprException>(() => TransactAsync(Upsert("a", "3", current), Upsert("b", "3", stale)));

        Assert.Equal("2", await ReadAsync("b"));
        if (platform.RollsBack)
        {
            Assert.Equal("1", await ReadAsync("a"));
        }
    }

    [SkippableFact]
    public async Task A_first_write_creates_a_missing_key_and_is_refused_the_second_time()
    {
        await SaveAsync("key", "1", FirstWrite);
        await Assert.ThrowsAnyAsync<DaprException>(() => SaveAsync("key", "2", FirstWrite));

        Assert.Equal("1", await ReadAsync("key"));
    }

    [SkippableFact]
    public async Task Of_many_first_writes_at_once_exactly_one_succeeds()
    {
        var tries = Enumerable.Range(0, 50).Select(async number =>
        {
            try
            {
                await SaveAsync("key", $"{number}", FirstWrite);
                return $"{number}";
            }
            catch (DaprException)
            {
                return null;
            }
        });

        var winner = Assert.Single(await Task.WhenAll(tries), number => number is not null);
        Assert.Equal(winner, await ReadAsync("key"));
    }

    [SkippableFact]
    public async Task A_first_write_succeeds_again_after_a_deletion()
    {
        await SaveAsync("key", "1", FirstWrite);
        await TransactAsync(Delete("key"));
        await SaveAsync("key", "2", FirstWrite);

        Assert.Equal("2", await ReadAsync("key"));
    }

    [SkippableFact]
    public async Task A_refused_write_leaves_the_etag_as_it_was()
    {
        await SaveAsync("key", "1", FirstWrite);
        var etag = await ETagAsync("key");
        await Assert.ThrowsAnyAsync<DaprException>(() => SaveAsync("key", "2", FirstWrite));

        Assert.Equal(etag, await ETagAsync("key"));
    }
}
