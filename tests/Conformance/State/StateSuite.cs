using System.Text;
using Dapr;
using Dapr.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Parley.Conformance.State;

/// <summary>What every state store promises, through the public client alone.</summary>
public abstract partial class StateSuite(Platform platform) : IAsyncLifetime
{
    protected const string Store = "statestore";

    private static readonly Dictionary<string, string> Forever = new() { ["ttlInSeconds"] = "-1" };
    private static readonly StateOptions FirstWrite = new() { Concurrency = ConcurrencyMode.FirstWrite };

    private WebApplication? app;

    protected DaprClient Client => app!.Services.GetRequiredService<DaprClient>();

    public async Task InitializeAsync() => app = await platform.StartAsync(builder => builder.Services.AddDaprClient());

    public async Task DisposeAsync() => await platform.DisposeAsync();

    [SkippableFact]
    public async Task What_was_written_is_read()
    {
        await SaveAsync("key", """{"a":1}""");

        Assert.Equal("""{"a":1}""", await ReadAsync("key"));
    }

    [SkippableFact]
    public async Task A_missing_key_has_no_bytes_and_an_empty_etag()
    {
        var (value, etag) = await Client.GetByteStateAndETagAsync(Store, "missing");

        Assert.True(value.IsEmpty);
        Assert.Equal("", etag);
    }

    [SkippableFact]
    public async Task A_later_write_replaces_an_earlier_one()
    {
        await SaveAsync("key", "1");
        await SaveAsync("key", "2");

        Assert.Equal("2", await ReadAsync("key"));
    }

    [SkippableFact]
    public async Task A_deleted_key_is_missing()
    {
        await SaveAsync("key", "1");
        await TransactAsync(Delete("key"));

        await A_key_is_missing("key");
    }

    [SkippableFact]
    public async Task Deleting_a_missing_key_is_no_failure()
    {
        await TransactAsync(Delete("missing"));

        await A_key_is_missing("missing");
    }

    [SkippableFact]
    public async Task A_transaction_writes_and_deletes_all_its_keys()
    {
        await SaveAsync("gone", "0");
        await TransactAsync(Upsert("a", "1"), Delete("gone"), Upsert("b", "2"));

        Assert.Equal("1", await ReadAsync("a"));
        Assert.Equal("2", await ReadAsync("b"));
        await A_key_is_missing("gone");
    }

    [SkippableFact]
    public async Task Bulk_reads_answer_each_key_once_and_leave_missing_ones_empty()
    {
        await SaveAsync("a", "1");
        await SaveAsync("b", "2");

        var items = (await Client.GetBulkStateAsync(Store, ["b", "missing", "a"], null)).ToDictionary(item => item.Key);

        Assert.Equal(3, items.Count);
        Assert.Equal("1", items["a"].Value);
        Assert.Equal("2", items["b"].Value);
        Assert.Equal((await Client.GetByteStateAndETagAsync(Store, "a")).etag, items["a"].ETag);
        Assert.Equal("", items["missing"].Value);
        Assert.Equal("", items["missing"].ETag);
    }

    [SkippableTheory]
    [InlineData("会话-1", "\"你好，世界 👋 — grüß\"")]
    [InlineData("key with spaces/and:signs?%&'\"", "\"'; DROP TABLE state; --\"")]
    [InlineData("a\u0301 combining", "\"\\u0000 stays escaped\"")]
    [InlineData("numbers", """{"z":12345678901234567890,"a":0.10}""")]
    public async Task Keys_and_values_of_any_script_come_back_as_they_were(string key, string value)
    {
        await SaveAsync(key, value);

        Assert.Equal(value, await ReadAsync(key));
    }

    [SkippableFact]
    public async Task Keys_differ_by_letter_case()
    {
        await SaveAsync("Key", "1");
        await SaveAsync("key", "2");

        Assert.Equal("1", await ReadAsync("Key"));
    }

    [SkippableFact]
    public async Task A_value_of_256_KiB_comes_back_whole()
    {
        var value = $"\"{new string('字', 256 * 1024 / 3)}\"";
        await SaveAsync("large", value);

        Assert.Equal(value, await ReadAsync("large"));
    }

    [SkippableFact]
    public async Task An_unknown_store_is_refused()
    {
        await Assert.ThrowsAnyAsync<DaprException>(() => Client.GetByteStateAndETagAsync("nowhere", "key"));
        await Assert.ThrowsAnyAsync<DaprException>(() => Client.SaveByteStateAsync("nowhere", "key", "1"u8.ToArray()));
    }

    [SkippableFact]
    public async Task A_key_with_daprs_separator_is_refused()
    {
        await Assert.ThrowsAnyAsync<DaprException>(() => SaveAsync("a||b", "1"));
        await Assert.ThrowsAnyAsync<DaprException>(() => ReadAsync("a||b"));
    }

    [SkippableFact]
    public async Task An_empty_list_of_keys_or_operations_is_a_mistake_of_the_caller()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.GetBulkStateAsync(Store, [], null));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.ExecuteStateTransactionAsync(Store, []));
    }

    [SkippableFact]
    public async Task A_cancelled_call_says_so_and_writes_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client.SaveByteStateAsync(Store, "key", "1"u8.ToArray(), cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client.GetByteStateAndETagAsync(Store, "key", cancellationToken: cancelled));

        await A_key_is_missing("key");
    }

    [SkippableFact]
    public async Task State_is_there_after_a_restart_exactly_when_the_store_is_durable()
    {
        await SaveAsync("key", "1");
        var before = await ETagAsync("key");

        await platform.StopAsync(app!);
        await InitializeAsync();

        Assert.Equal(platform.Durable ? "1" : "", await ReadAsync("key"));
        Assert.Equal(platform.Durable ? before : "", await ETagAsync("key"));
    }

    private static StateTransactionRequest Upsert(
        string key, string value, string? etag = null, StateOptions? options = null, IReadOnlyDictionary<string, string>? metadata = null) =>
        new(key, Encoding.UTF8.GetBytes(value), StateOperationType.Upsert, etag, metadata ?? Forever, options);

    private static StateTransactionRequest Delete(string key, string? etag = null) =>
        new(key, null, StateOperationType.Delete, etag);

    private Task SaveAsync(string key, string value, StateOptions? options = null, Dictionary<string, string>? metadata = null) =>
        Client.SaveByteStateAsync(Store, key, Encoding.UTF8.GetBytes(value), options, metadata ?? Forever);

    private Task TransactAsync(params StateTransactionRequest[] operations) =>
        Client.ExecuteStateTransactionAsync(Store, operations);

    private async Task<string> ReadAsync(string key) =>
        Encoding.UTF8.GetString((await Client.GetByteStateAndETagAsync(Store, key)).Item1.Span);

    private async Task<string> ETagAsync(string key) => (await Client.GetByteStateAndETagAsync(Store, key)).etag;

    private async Task A_key_is_missing(string key) => Assert.Equal(("", ""), (await ReadAsync(key), await ETagAsync(key)));
}
