using Dapr.Embedded.State.PostgreSql;
using Npgsql;

namespace Parley.Dapr.Tests.State.PostgreSql;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("host=db user=parley password=s3cret port=5433 dbname=chat")]
    [InlineData("  host = db  user=parley password='s3cret' port=5433 database=chat connect_timeout=10 ")]
    [InlineData("postgres://parley:s3cret@db:5433/chat")]
    [InlineData("postgresql:///chat?host=db&port=5433&user=parley&password=s3cret")]
    public void Both_notations_say_the_same(string text)
    {
        var built = Build(text);

        Assert.Equal("db 5433 parley s3cret chat", $"{built.Host} {built.Port} {built.Username} {built.Password} {built.Database}");
    }

    [Theory]
    [InlineData(@"password='it\'s a \\ secret' host=db", @"it's a \ secret")]
    [InlineData("password=a=b;c host=db", "a=b;c")]
    [InlineData("postgres://parley:p%40ss%2Fword@db/chat", "p@ss/word")]
    public void A_password_may_have_any_characters(string text, string password) => Assert.Equal(password, Build(text).Password);

    [Theory]
    [InlineData("disable", SslMode.Disable)]
    [InlineData("verify-full", SslMode.VerifyFull)]
    public void The_mode_of_encryption_has_its_libpq_names(string text, SslMode mode) => Assert.Equal(mode, Build($"host=db sslmode={text}").SslMode);

    [Theory]
    [InlineData("host=db s3cret", "it must be pairs such as host=localhost user=parley, or begin with postgres://; it is neither at character 9")]
    [InlineData("Host=db;Password=s3cret", "it must be pairs such as host=localhost user=parley, or begin with postgres://; it is neither at character 1")]
    [InlineData("host=db sslmode=s3cret", "its part 'sslmode' has a value that is none")]
    [InlineData("host=db port=s3cret", "its part 'port' has a value that is none")]
    [InlineData("postgres://parley:s3cret@", "it must be a URI such as postgres://user:password@host:5432/database")]
    public void What_is_none_is_refused_without_showing_it(string text, string rule) =>
        Assert.Equal(rule, Assert.Throws<FormatException>(() => Build(text)).Message);

    [Fact]
    public void An_unknown_part_is_named_with_those_that_are_known() =>
        Assert.StartsWith(
            "its part 'pool_max_conns' is not known. Known are: host, port, ",
            Assert.Throws<FormatException>(() => Build("host=db pool_max_conns=4")).Message,
            StringComparison.Ordinal);

    private static NpgsqlConnectionStringBuilder Build(string text)
    {
        var parts = new Dictionary<string, string>();
        PostgreSqlConnectionString.Parse(text, parts);
        return PostgreSqlConnectionString.Build(parts);
    }
}
