namespace Parley.Dapr.Tests.Components;

public sealed class SecretTests : IDisposable
{
    private readonly ComponentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_secret_comes_from_the_environment_unless_a_store_is_named()
    {
        Environment.SetEnvironmentVariable("PARLEY_TEST_PREFIX", "secret");
        folder.With("a.yaml", WithSecret("PARLEY_TEST_PREFIX", ""));

        Assert.Equal("secret||k", await KeyAsync());
    }

    [Fact]
    public async Task An_environment_store_reads_behind_its_prefix()
    {
        Environment.SetEnvironmentVariable("PARLEY_TEST_HIDDEN", "hidden");
        folder.With(
            "a.yaml",
            ComponentFolder.Component("secrets", "secretstores.local.env", "{ name: prefix, value: PARLEY_TEST_ }"),
            WithSecret("HIDDEN", "auth: { secretStore: secrets }"));

        Assert.Equal("hidden||k", await KeyAsync());
    }

    [Theory]
    [InlineData("flat", "flat", "", "one||k")]
    [InlineData("nested:inner", "nested:inner", "", "two||k")]
    [InlineData("nested", "inner", ", { name: multiValued, value: 'true' }", "two||k")]
    public async Task A_file_store_reads_flat_nested_and_several_values(string name, string key, string items, string expected)
    {
        var file = Path.Combine(folder.Folder, "secrets.json");
        await File.WriteAllTextAsync(file, """{"flat":"one","nested":{"inner":"two"}}""");
        folder.With(
            "a.yaml",
            ComponentFolder.Component("secrets", "secretstores.local.file", $"{{ name: secretsFile, value: '{file}' }}{items}"),
            WithSecret(name, "auth: { secretStore: secrets }", key));

        Assert.Equal(expected, await KeyAsync());
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_named_with_those_that_are()
    {
        folder.With(
            "a.yaml",
            ComponentFolder.Component("secrets", "secretstores.local.env", ""),
            WithSecret("X", "auth: { secretStore: vault }"));

        Assert.Equal(
            $"{Path.Combine(folder.Folder, "a.yaml")}: component 'statestore' names the secret store 'vault', which is not there. "
                + "Known are: secrets.",
            await folder.FailureAsync());
    }

    private static string WithSecret(string name, string rest, string? key = null) => ComponentFolder.Component(
        "statestore",
        "state.in-memory",
        $"{ComponentFolder.ActorStore}, {{ name: keyPrefix, secretKeyRef: {{ name: '{name}', key: '{key ?? name}' }} }}",
        rest);

    private async Task<string> KeyAsync()
    {
        await using var components = await folder.OpenAsync();
        return components.ActorStore.Key("k");
    }
}
