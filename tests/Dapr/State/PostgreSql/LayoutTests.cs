using System.Text;
using Dapr.Embedded.State;
using Parley.Conformance;

namespace Parley.Dapr.Tests.State.PostgreSql;

/// <summary>The tables are ones that daprd made as well: columns, indexes, level of migration, values.</summary>
public sealed class LayoutTests
{
    [SkippableFact]
    public async Task Rows_are_what_daprd_would_read()
    {
        await using var store = await PostgreSqlStore.OpenAsync();
        await store.Store.WriteAsync(
        [
            new StateWrite("parley||text", "{\"a\":\"你\"}"u8.ToArray()),
            new StateWrite("parley||binary", new byte[] { 0xff, 0x00, 0x01 }),
            new StateWrite("parley||brief", ReadOnlyMemory<byte>.Empty, TimeToLive: 3600),
        ]);

        Assert.Equal("2", await store.QueryAsync($"SELECT value FROM dapr_metadata WHERE key = 'migrations-state-v2-{store.Prefix}'"));
        Assert.Equal("lock", await store.QueryAsync("SELECT value FROM dapr_metadata WHERE key = 'lock'"));
        Assert.Equal("{\"a\":\"你\"} True", await store.QueryAsync($"SELECT convert_from(value, 'UTF8') || CASE WHEN expires_at IS NULL THEN ' True' END FROM {store.Table} WHERE key = 'parley||text'"));
        Assert.Equal("ff0001", await store.QueryAsync($"SELECT encode(value, 'hex') FROM {store.Table} WHERE key = 'parley||binary'"));
        Assert.Equal("True", await store.QueryAsync($"SELECT expires_at BETWEEN now() + interval '59 minutes' AND now() + interval '1 hour' AND value = '' FROM {store.Table} WHERE key = 'parley||brief'"));
        Assert.Equal("3 3", await store.QueryAsync($"SELECT count(DISTINCT etag) || ' ' || count(DISTINCT row_id) FROM {store.Table}"));
        Assert.Equal(
            "key text NO, value bytea NO, etag uuid NO, created_at timestamp with time zone NO, updated_at timestamp with time zone YES, expires_at timestamp with time zone YES, row_id bigint NO",
            await store.QueryAsync($"SELECT string_agg(column_name || ' ' || data_type || ' ' || is_nullable, ', ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = '{store.Table}'"));
    }

    [SkippableFact]
    public async Task Rows_that_an_older_daprd_wrote_are_numbered_read_and_written_under_their_etags()
    {
        await using var store = new PostgreSqlStore(await PostgreSqlServer.SharedAsync());
        await store.OpenAsync();
        await store.CloseAsync();
        await store.QueryAsync($"ALTER TABLE {store.Table} DROP COLUMN row_id; UPDATE dapr_metadata SET value = '1' WHERE key = 'migrations-state-v2-{store.Prefix}'");
        await store.QueryAsync($"INSERT INTO {store.Table} (key, value, etag, created_at) VALUES ('b', '2', '0b7d3dd5-9e5c-4a92-8d40-6a8d2a3a8b11', now()), ('a', '1', '0b7d3dd5-9e5c-4a92-8d40-6a8d2a3a8b10', now() - interval '1 day')");
        await store.QueryAsync($"INSERT INTO {store.Table} (key, value, expires_at) VALUES ('c', '3', now() - interval '1 second')");

        await store.OpenAsync();
        var rows = await store.Store.ReadManyAsync(["a", "b", "c"], default);
        await store.Store.WriteAsync([new StateWrite("a", "4"u8.ToArray(), "0b7d3dd5-9e5c-4a92-8d40-6a8d2a3a8b10"), new StateWrite("new", "5"u8.ToArray())]);

        Assert.Equal("1 0b7d3dd5-9e5c-4a92-8d40-6a8d2a3a8b10", $"{Encoding.UTF8.GetString(rows[0]!.Value.Span)} {rows[0]!.ETag}");
        Assert.Equal("2", Encoding.UTF8.GetString(rows[1]!.Value.Span));
        Assert.Null(rows[2]);
        Assert.Equal("a b c new", await store.QueryAsync($"SELECT string_agg(key, ' ' ORDER BY row_id) FROM {store.Table}"));
    }

    [SkippableFact]
    public async Task A_layout_newer_than_this_runtime_is_refused()
    {
        await using var store = await PostgreSqlStore.OpenAsync();
        await store.CloseAsync();
        await store.QueryAsync($"UPDATE dapr_metadata SET value = '3' WHERE key = 'migrations-state-v2-{store.Prefix}'");

        Assert.EndsWith("its tables are at level 3, which a newer Dapr made; this runtime knows level 2.", await store.FailureAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Tables_are_in_the_schema_that_the_component_gives()
    {
        await using var store = new PostgreSqlStore(await PostgreSqlServer.SharedAsync());
        await store.QueryAsync($"CREATE SCHEMA {store.Prefix}");
        await store.OpenAsync(items: $"{{ name: metadataTableName, value: {store.Prefix}.level }}");
        await store.CloseAsync();

        Assert.Equal("2", await store.QueryAsync($"SELECT value FROM {store.Prefix}.level WHERE key = 'migrations-state-v2-{store.Prefix}'"));
    }

    [SkippableFact]
    public async Task Expired_rows_leave_the_table_and_others_stay()
    {
        await using var store = new PostgreSqlStore(await PostgreSqlServer.SharedAsync());
        await store.OpenAsync(items: "{ name: cleanupInterval, value: 100ms }");
        await store.Store.WriteAsync([new StateWrite("brief", "1"u8.ToArray(), TimeToLive: 1), new StateWrite("lasting", "1"u8.ToArray())]);

        await Deadline.Until(
            async () => await store.QueryAsync($"SELECT string_agg(key, ' ') FROM {store.Table}") == "lasting",
            "the sweep leaves 'lasting' alone in the table");
    }
}
