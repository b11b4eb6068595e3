namespace Parley.Dapr.Tests.Components;

/// <summary>Each sentence names file, component and item, and lists what is known.</summary>
public sealed class ComponentErrorTests : IDisposable
{
    private readonly ComponentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("state.sqllite", "", "component 'statestore' has the type 'state.sqllite', which is not known. Known are: state.in-memory, state.sqlite, state.postgresql, state.redis, pubsub.*, secretstores.local.env, secretstores.local.file.")]
    [InlineData("state.sqlite", "", "component 'statestore' lacks the item 'connectionString'. Known are: connectionString, timeout, busyTimeout, disableWAL, tableName, metadataTableName, cleanupInterval, actorStateStore, keyPrefix.")]
    [InlineData("state.in-memory", "{ name: actorStatestores, value: 'true' }", "component 'statestore' has the item 'actorStatestores', which state.in-memory does not know. Known are: actorStateStore, keyPrefix.")]
    [InlineData("state.in-memory", "{ name: actorStateStore, value: maybe }", "component 'statestore' has 'maybe' for its item 'actorStateStore'; it must be true or false.")]
    [InlineData("state.in-memory", "{ name: keyPrefix, value: a }, { name: KEYPREFIX, value: b }", "component 'statestore' has the item 'keyPrefix' more than once.")]
    [InlineData("state.in-memory", "{ name: keyPrefix, value: 'a||b' }", "component 'statestore' has 'a||b' for its item 'keyPrefix'; it must not contain ||.")]
    [InlineData("state.in-memory", "{ name: keyPrefix }", "item 'keyPrefix' of component 'statestore' has neither a value nor a secretKeyRef with a name.")]
    [InlineData("state.in-memory", "{ value: x }", "component 'statestore' has a metadata item without a name at line 8.")]
    [InlineData("state.in-memory", "{ name: keyPrefix, secretKeyRef: { name: PARLEY_TEST_NOT_SET } }", "component 'statestore' takes its item 'keyPrefix' from the secret 'PARLEY_TEST_NOT_SET' (key 'PARLEY_TEST_NOT_SET'), which the environment does not have.")]
    [InlineData("state.sqlite", "{ name: url, value: x.db }, { name: timeout, value: '20 s' }", "component 'statestore' has '20 s' for its item 'timeout'; it must be a duration such as 20s or 1m30s, or whole seconds.")]
    [InlineData("state.sqlite", "{ name: url, value: x.db }, { name: timeout, value: 10ms }", "component 'statestore' has '10ms' for its item 'timeout'; it must be at least 1s.")]
    [InlineData("state.sqlite", "{ name: url, value: x.db }, { name: tableName, value: 'a b' }", "component 'statestore' has 'a b' for its item 'tableName'; it must be of letters, digits and underscores.")]
    [InlineData("state.sqlite", "{ name: url, value: 'x.db?_pragma=busy_timeout(5)' }", "component 'statestore' has 'x.db?_pragma=busy_timeout(5)' for its item 'connectionString'; _pragma=busy_timeout is forbidden there, as in daprd; use the item busyTimeout.")]
    [InlineData("state.sqlite", "{ name: url, value: 'x.db?mode=ro' }", "component 'statestore' has 'x.db?mode=ro' for its item 'connectionString'; it must not say 'mode=ro'; known are _pragma, mode=rw, mode=rwc, mode=memory, cache, _txlock=immediate.")]
    [InlineData("state.redis", "", "component 'statestore' lacks the item 'redisHost'. Known are: redisHost, redisPort, redisPassword, redisDB, enableTLS, actorStateStore, keyPrefix.")]
    [InlineData("state.redis", "{ name: redisHost, value: 'a:1,b:1' }", "component 'statestore' has 'a:1,b:1' for its item 'redisHost'; it must be one server, such as redis.example:6379.")]
    [InlineData("state.redis", "{ name: redisHost, value: 'a:1' }, { name: redisPort, value: '2' }", "component 'statestore' has '2' for its item 'redisPort'; redisHost says 1.")]
    [InlineData("state.redis", "{ name: redisHost, value: a }, { name: redisDB, value: first }", "component 'statestore' has 'first' for its item 'redisDB'; it must be a whole number up to 65535.")]
    [InlineData("state.postgresql", "", "component 'statestore' has version 'v1' of state.postgresql. Known are: v2.")]
    public async Task A_component_that_is_not_as_it_must_be_says_how_it_must_be(string type, string items, string sentence)
    {
        folder.With("state.yaml", ComponentFolder.Component("statestore", type, items));

        Assert.Equal($"{Path.Combine(folder.Folder, "state.yaml")}: {sentence}", await folder.FailureAsync());
    }

    [Theory]
    [InlineData("", "has a wrong item 'connectionString'; it must name a server.")]
    [InlineData("{ name: url, value: 'host=db hostaddr=s3cret' }", "has a wrong item 'connectionString'; its part 'hostaddr' is not known. Known are: host, port, user, password, database, dbname, sslmode, sslrootcert, sslcert, sslkey, connect_timeout, application_name, search_path, options.")]
    [InlineData("{ name: host, value: db }, { name: useAWSIAM, value: 'true' }", "has the item 'useAWSIAM', which state.postgresql does not know. Known are: connectionString, host, port, database, user, password, sslRootCert, timeout, tablePrefix, metadataTableName, cleanupInterval, maxConns, connectionMaxIdleTime, queryExecMode, actorStateStore, keyPrefix.")]
    [InlineData("{ name: host, value: db }, { name: tablePrefix, value: 'a b' }", "has 'a b' for its item 'tablePrefix'; it must be a name's beginning, or a schema and a dot: letters, digits and underscores.")]
    [InlineData("{ name: host, value: db }, { name: maxConns, value: many }", "has 'many' for its item 'maxConns'; it must be a whole number.")]
    [InlineData("{ name: host, value: db }, { name: queryExecMode, value: fast }", "has 'fast' for its item 'queryExecMode'; it must be one of cache_statement, cache_describe, describe_exec, exec, simple_protocol.")]
    [InlineData("{ name: host, value: 127.0.0.1 }, { name: port, value: '1' }, { name: password, value: s3cret }", "cannot open table state on 127.0.0.1:1: Failed to connect to 127.0.0.1:1")]
    public async Task A_postgresql_component_says_how_it_must_be(string items, string sentence)
    {
        folder.With("state.yaml", ComponentFolder.Component("statestore", "state.postgresql", items)
            .Replace("version: v1", "version: v2", StringComparison.Ordinal));

        Assert.Equal($"{Path.Combine(folder.Folder, "state.yaml")}: component 'statestore' {sentence}", await folder.FailureAsync());
    }

    [Fact]
    public async Task A_postgresql_server_that_nobody_knows_is_named()
    {
        folder.With("state.yaml", ComponentFolder.Component("statestore", "state.postgresql", "{ name: url, value: 'postgres://parley:s3cret@nowhere.invalid/chat' }")
            .Replace("version: v1", "version: v2", StringComparison.Ordinal));

        Assert.Contains("cannot open table state of chat on nowhere.invalid:5432: ", await folder.FailureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_taken_names_both_files()
    {
        folder
            .With("a.yaml", folder.Sqlite())
            .With("b.yaml", ComponentFolder.Component("statestore", "pubsub.in-memory", ""));

        Assert.Equal(
            $"{Path.Combine(folder.Folder, "b.yaml")}: component 'statestore' has a name that is taken by a component in "
                + $"{Path.Combine(folder.Folder, "a.yaml")}; names must be unique.",
            await folder.FailureAsync());
    }

    [Fact]
    public async Task No_actor_store_is_an_error()
    {
        folder.With("a.yaml", ComponentFolder.Component("statestore", "state.in-memory", ""));

        Assert.Equal(
            $"{folder.Folder}: no state component for app 'parley' has the item actorStateStore with \"true\"; exactly one must.",
            await folder.FailureAsync());
    }

    [Fact]
    public async Task Two_actor_stores_are_an_error_that_names_both_and_leaves_nothing_open()
    {
        folder.With("a.yaml", folder.Sqlite(), ComponentFolder.Component("second", "state.in-memory", ComponentFolder.ActorStore));

        Assert.Equal(
            $"{Path.Combine(folder.Folder, "a.yaml")}: component 'second' has the item actorStateStore with \"true\", "
                + "and so has 'statestore'; exactly one must.",
            await folder.FailureAsync());

        folder.With("a.yaml", folder.Sqlite());
        await using var components = await folder.OpenAsync();
    }

    [Fact]
    public async Task A_file_that_is_not_yaml_is_named_with_its_line()
    {
        folder.With("broken.yaml", "kind: Component\nmetadata: [");

        Assert.StartsWith($"{Path.Combine(folder.Folder, "broken.yaml")}: line ", await folder.FailureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_named_with_its_setting()
    {
        var nowhere = Path.Combine(folder.Folder, "nowhere");

        var failure = await Assert.ThrowsAsync<global::Dapr.StartException>(
            () => global::Dapr.Embedded.Components.ComponentSet.OpenAsync(nowhere, "parley", TimeProvider.System));

        Assert.Equal($"There is no folder '{nowhere}' with component files; the setting Dapr:ResourcesPath names it.", failure.Message);
    }

    [Fact]
    public async Task A_database_that_is_none_is_named()
    {
        await File.WriteAllTextAsync(folder.Database, new string('x', 8192));
        folder.With("a.yaml", folder.Sqlite());

        var sentence = await folder.FailureAsync();

        Assert.Contains($"component 'statestore' cannot open '{folder.Database}': SQLite failed: file is not a database", sentence, StringComparison.Ordinal);
    }
}
