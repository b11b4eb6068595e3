using Dapr.Embedded.State.Sqlite;

namespace Parley.Dapr.Tests.State;

public sealed class SqliteConnectionStringTests
{
    [Theory]
    [InlineData("data/parley.db", "data/parley.db")]
    [InlineData("/var/lib/parley.db", "/var/lib/parley.db")]
    [InlineData("file:data/parley.db?cache=shared&mode=rwc", "data/parley.db")]
    [InlineData("file:///var/lib/my%20parley.db", "/var/lib/my parley.db")]
    [InlineData("FILE://localhost/var/lib/parley.db?_txlock=immediate", "/var/lib/parley.db")]
    public void A_path_or_a_uri_names_the_file(string text, string path)
    {
        var parsed = SqliteConnectionString.Parse(text);

        Assert.Equal(path, parsed.Path);
        Assert.False(parsed.InMemory);
    }

    [Theory]
    [InlineData(":memory:")]
    [InlineData("file::memory:?cache=shared")]
    [InlineData("file:name?mode=memory&cache=shared")]
    public void A_database_in_memory_has_no_file(string text) => Assert.True(SqliteConnectionString.Parse(text).InMemory);

    [Fact]
    public void Pragmas_are_taken_in_order() => Assert.Equal(
        ["synchronous(NORMAL)", "cache_size=-4000"],
        SqliteConnectionString.Parse("x.db?_pragma=synchronous(NORMAL)&_pragma=cache_size%3D-4000").Pragmas);

    [Theory]
    [InlineData("x.db?_pragma=BUSY_TIMEOUT(1)")]
    [InlineData("x.db?_pragma=journal_mode(OFF)")]
    [InlineData("x.db?_pragma=foreign_keys(1)")]
    [InlineData("x.db?_pragma=synchronous(1);DROP TABLE state")]
    [InlineData("x.db?mode=ro")]
    [InlineData("x.db?immutable=1")]
    [InlineData("?cache=shared")]
    public void What_this_runtime_does_not_do_is_refused(string text) =>
        Assert.Throws<FormatException>(() => SqliteConnectionString.Parse(text));
}
