using System.Diagnostics;
using Dapr;
using Xunit;

namespace Parley.Conformance.State;

public abstract partial class StateSuite
{
    private static Dictionary<string, string> Seconds(string text) => new() { ["ttlInSeconds"] = text };

    [SkippableFact]
    public async Task A_value_with_a_long_time_to_live_is_there()
    {
        await SaveAsync("key", "1", metadata: Seconds("3600"));

        Assert.Equal("1", await ReadAsync("key"));
    }

    [SkippableFact]
    public async Task An_expired_value_is_missing_to_every_kind_of_read_and_has_no_etag_to_match()
    {
        Skip.If(platform.Lenient, "The component takes any ETag for a missing key.");
        await SaveAsync("key", "1", metadata: Seconds("1"));
        var etag = await ETagAsync("key");
        await Expired("key");

        Assert.Equal("", Assert.Single(await Client.GetBulkStateAsync(Store, ["key"], null)).Value);
        await Assert.ThrowsAnyAsync<DaprException>(() => TransactAsync(Upsert("key", "2", etag is "" ? "none" : etag)));
    }

    [SkippableFact]
    public async Task A_first_write_takes_the_place_of_an_expired_value()
    {
        await SaveAsync("key", "1", FirstWrite, Seconds("1"));
        await Expired("key");
        await SaveAsync("key", "2", FirstWrite);

        Assert.Equal("2", await ReadAsync("key"));
    }

    [SkippableFact]
    public async Task Minus_one_clears_the_time_to_live()
    {
        await SaveAsync("cleared", "1", metadata: Seconds("1"));
        await SaveAsync("cleared", "2", metadata: Seconds("-1"));
        await SaveAsync("witness", "1", metadata: Seconds("1"));
        await Expired("witness");

        Assert.Equal("2", await ReadAsync("cleared"));
    }

    [SkippableFact]
    public async Task A_transaction_gives_each_key_its_own_time_to_live()
    {
        await TransactAsync(Upsert("brief", "1", metadata: Seconds("1")), Upsert("lasting", "1"));
        await Expired("brief");

        Assert.Equal("1", await ReadAsync("lasting"));
    }

    [SkippableTheory]
    [InlineData("soon")]
    [InlineData("-2")]
    [InlineData("1.5")]
    public async Task A_time_to_live_that_is_none_is_refused(string text)
    {
        Skip.If(platform.Lenient, "The component takes every negative number for none.");
        await Assert.ThrowsAnyAsync<DaprException>(() => SaveAsync("key", "1", metadata: Seconds(text)));

        await A_key_is_missing("key");
    }

    private async Task Expired(string key)
    {
        var waited = Stopwatch.StartNew();
        while ((await ETagAsync(key)).Length > 0)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(10), $"'{key}' was to expire after its second and is still there.");
            await Task.Delay(50);
        }
    }
}
