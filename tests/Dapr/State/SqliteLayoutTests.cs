using System.Text;
using Dapr.Embedded.State;
using Microsoft.Data.Sqlite;

namespace Parley.Dapr.Tests.State;

/// <summary>The file is one that daprd made as well: tables, level of migration, text and base64 values.</summary>
public sealed class SqliteLayoutTests : IDisposable
{
    private readonly ComponentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Rows_are_what_daprd_would_read()
    {
        folder.With("a.yaml", folder.Sqlite());
        await using (var components = await folder.OpenAsync())
        {
            await components.ActorStore.Store.WriteAsync(
            [
                new StateWrite("parley||text", "{\"a\":\"你\"}"u8.ToArray()),
                new StateWrite("parley||binary", new byte[] { 0xff, 0x00, 0x01 }),
                new StateWrite("parley||brief", ReadOnlyMemory<byte>.Empty, TimeToLive: 3600),
            ]);
        }

        Assert.Equal("1", Query("SELECT value FROM metadata WHERE key = 'migrations'"));
        Assert.Equal("text {\"a\":\"你\"} 0 1", Query("SELECT typeof(value) || ' ' || value || ' ' || is_binary || ' ' || (expiration_time IS NULL) FROM state WHERE key = 'parley||text'"));
        Assert.Equal("text /wAB 1", Query("SELECT typeof(value) || ' ' || value || ' ' || is_binary FROM state WHERE key = 'parley||binary'"));
        Assert.Equal("1", Query("SELECT expiration_time = DATETIME(expiration_time) AND expiration_time > CURRENT_TIMESTAMP AND value = '' FROM state WHERE key = 'parley||brief'"));
        Assert.Equal("3", Query("SELECT COUNT(DISTINCT etag) FROM state WHERE update_time <= CURRENT_TIMESTAMP"));
        Assert.Equal("key value is_binary etag expiration_time update_time", Query("SELECT group_concat(name, ' ') FROM pragma_table_info('state')"));
    }

    [Fact]
    public async Task Rows_that_daprd_wrote_are_read_and_written_under_their_etags()
    {
        Query("CREATE TABLE metadata (key text NOT NULL PRIMARY KEY, value text NOT NULL)");
        Query("CREATE TABLE state (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, is_binary BOOLEAN NOT NULL, etag TEXT NOT NULL, expiration_time TIMESTAMP DEFAULT NULL, update_time TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)");
        Query("INSERT INTO metadata VALUES ('migrations', '1')");
        Query("INSERT INTO state (key, value, is_binary, etag) VALUES ('a', 'eyJhIjoxfQ==', TRUE, '7c1'), ('b', '\"text\"', FALSE, '7c2')");
        Query("INSERT INTO state (key, value, is_binary, etag, expiration_time) VALUES ('c', '1', 0, '7c3', DATETIME(CURRENT_TIMESTAMP, '-1 seconds'))");
        folder.With("a.yaml", folder.Sqlite());
        await using var components = await folder.OpenAsync();
        var store = components.ActorStore.Store;

        var rows = await store.ReadManyAsync(["a", "b", "c"], default);
        await store.WriteAsync([new StateWrite("a", "2"u8.ToArray(), "7c1")]);

        Assert.Equal("{\"a\":1} 7c1", $"{Encoding.UTF8.GetString(rows[0]!.Value.Span)} {rows[0]!.ETag}");
        Assert.Equal("\"text\"", Encoding.UTF8.GetString(rows[1]!.Value.Span));
        Assert.Null(rows[2]);
        Assert.Equal("2", Encoding.UTF8.GetString((await store.ReadAsync("a", default))!.Value.Span));
    }

    [Fact]
    public async Task A_layout_newer_than_this_runtime_is_refused()
    {
        Query("CREATE TABLE metadata (key text NOT NULL PRIMARY KEY, value text NOT NULL)");
        Query("INSERT INTO metadata VALUES ('migrations', '2')");
        folder.With("a.yaml", folder.Sqlite());

        Assert.EndsWith("its tables are at level 2, which a newer Dapr made; this runtime knows level 1.", await folder.FailureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_have_the_names_that_the_component_gives()
    {
        folder.With("a.yaml", folder.Sqlite($"{ComponentFolder.ActorStore}, {{ name: tableName, value: rows }}, {{ name: metadataTableName, value: level }}"));
        await using (await folder.OpenAsync())
        {
        }

        Assert.Equal("1", Query("SELECT value FROM level WHERE key = 'migrations'"));
        Assert.Equal("0", Query("SELECT COUNT(*) FROM rows"));
    }

    [Theory]
    [InlineData("", "wal")]
    [InlineData("{ name: disableWAL, value: 'true' }", "delete")]
    public async Task The_journal_is_a_write_ahead_log_unless_disabled(string item, string mode)
    {
        folder.With("a.yaml", folder.Sqlite($"{ComponentFolder.ActorStore}, {item}"));
        await using var components = await folder.OpenAsync();

        Assert.Equal(mode, Query("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task The_folder_of_the_database_is_made()
    {
        var database = Path.Combine(folder.Folder, "deep", "er", "state.db");
        folder.With("a.yaml", folder.Sqlite(connectionString: database));
        await using var components = await folder.OpenAsync();

        Assert.True(File.Exists(database));
    }

    private string? Query(string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
