using Dapr;
using Dapr.Client;
using Xunit;

namespace Parley.Conformance.State;

public abstract partial class StateSuite
{
    private const string Start = "\"start\"";
    private const string Spoilt = "\"spoilt\"";
    private const string Written = "\"written\"";

    [SkippableFact]
    public async Task Concurrent_transactions_on_different_keys_succeed_and_conflicting_ones_fail_alone()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        const int Sessions = 60;
        for (var i = 0; i < Sessions; i++)
        {
            await SaveAsync($"head-{i}", Start);
        }

        var etags = await Task.WhenAll(Enumerable.Range(0, Sessions).Select(i => ETagAsync($"head-{i}")));
        var spoilt = Enumerable.Range(0, Sessions).Where(_ => random.Next(3) == 0).ToHashSet();
        foreach (var i in spoilt)
        {
            await SaveAsync($"head-{i}", Spoilt);
        }

        var order = Enumerable.Range(0, Sessions).ToArray();
        random.Shuffle(order);
        var outcomes = await Task.WhenAll(order.Select(async i => (i, failed: await FailsAsync(
            Upsert($"page-{i}", Written), Upsert($"head-{i}", Written, etags[i])))));

        foreach (var (i, failed) in outcomes)
        {
            var wanted = spoilt.Contains(i);
            Assert.True(wanted == failed, $"Seed {seed}: transaction {i} {(failed ? "failed" : "succeeded")}.");
            Assert.Equal($"Seed {seed}: {(wanted ? Spoilt : Written)}", $"Seed {seed}: {await ReadAsync($"head-{i}")}");
            if (platform.RollsBack)
            {
                Assert.Equal($"Seed {seed}: {(wanted ? "" : Written)}", $"Seed {seed}: {await ReadAsync($"page-{i}")}");
            }
        }
    }

    [SkippableFact]
    public async Task Increments_under_etags_from_many_sides_lose_none()
    {
        await SaveAsync("counter", "0");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var done = 0; done < 10;)
            {
                var (value, etag) = await Client.GetByteStateAndETagAsync(Store, "counter");
                var next = int.Parse(value.Span) + 1;
                done += await FailsAsync(Upsert("counter", $"{next}", etag)) ? 0 : 1;
            }
        }));

        Assert.Equal("80", await ReadAsync("counter"));
    }

    /// <summary>Random commands, each compared with a dictionary. It stays inside what every store promises: first-write and
    /// last-write never on one key, and no ETag for a key that is missing.</summary>
    [SkippableFact]
    public async Task Random_commands_do_what_a_dictionary_does()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var model = new Dictionary<string, string>();
        for (var step = 0; step < 400; step++)
        {
            var operations = new List<StateTransactionRequest>();
            var after = new Dictionary<string, string>(model);
            var refused = false;
            var first = random.Next(8);
            for (var i = 0; i < random.Next(1, platform.RollsBack ? 4 : 2); i++)
            {
                var key = $"key-{(first + i) % 8}";
                var etag = model.ContainsKey(key) && random.Next(2) == 0 ? await ETagAsync(key) : null;
                var stale = etag is not null && random.Next(4) == 0;
                refused |= stale;
                etag = stale ? await StaleAsync(key) : etag;
                if (random.Next(4) == 0)
                {
                    after.Remove(key);
                    operations.Add(Delete(key, etag));
                }
                else
                {
                    after[key] = $"{step}";
                    operations.Add(Upsert(key, $"{step}", etag));
                }
            }

            var failed = await FailsAsync([.. operations]);
            Assert.True(failed == refused, $"Seed {seed}, step {step}: {(failed ? "failed" : "succeeded")}.");
            model = failed ? model : after;
            var items = await Client.GetBulkStateAsync(Store, [.. Enumerable.Range(0, 8).Select(key => $"key-{key}")], null);
            foreach (var item in items)
            {
                Assert.True(
                    model.GetValueOrDefault(item.Key, "") == item.Value,
                    $"Seed {seed}, step {step}: {item.Key} is '{item.Value}', not '{model.GetValueOrDefault(item.Key, "")}'.");
            }
        }

        async Task<string> StaleAsync(string key)
        {
            var etag = await ETagAsync(key);
            await SaveAsync(key, model[key]);
            return etag;
        }
    }

    private async Task<bool> FailsAsync(params StateTransactionRequest[] operations)
    {
        try
        {
            await TransactAsync(operations);
            return false;
        }
        catch (DaprException)
        {
            return true;
        }
    }
}
