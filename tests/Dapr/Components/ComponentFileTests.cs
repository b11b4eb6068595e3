using Dapr.Embedded.Components;

namespace Parley.Dapr.Tests.Components;

public sealed class ComponentFileTests : IDisposable
{
    private readonly ComponentFolder folder = new();

    private static string InMemory(string name = "statestore", string items = ComponentFolder.ActorStore, string rest = "") =>
        ComponentFolder.Component(name, "state.in-memory", items, rest);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_document_of_every_yaml_file_counts_and_other_kinds_do_not()
    {
        folder
            .With("a.yaml", InMemory(), ComponentFolder.Component("events", "pubsub.redis", "{ name: redisHost, value: nowhere }"))
            .With("b.yml", InMemory("other", ""), "apiVersion: dapr.io/v1alpha1\nkind: Resiliency\nmetadata: { name: statestore }")
            .With("c.yaml", "", "just text", "kind: Component\napiVersion: example.org/v1\nmetadata: { name: statestore }")
            .With("readme.txt", "- not: [yaml");

        await using var components = await folder.OpenAsync();

        Assert.Equal(["other", "statestore"], components.States.Keys.Order());
        Assert.Equal(["events"], components.PubSubs);
        Assert.Equal("statestore", components.ActorStore.Name);
        Assert.Equal(3, components.Descriptions.Count);
        Assert.Contains("Component events: pubsub.redis, served in process", components.Descriptions);
    }

    [Fact]
    public async Task Item_names_are_read_in_any_letter_case_and_by_their_aliases()
    {
        folder.With("a.yaml", ComponentFolder.Component(
            "statestore", "state.sqlite", $"{{ name: URL, value: '{folder.Database}' }}, {{ name: ACTORSTATESTORE, value: true }}"));

        await using var components = await folder.OpenAsync();

        Assert.True(File.Exists(folder.Database));
    }

    [Fact]
    public async Task A_component_whose_scopes_leave_the_app_out_is_not_there()
    {
        folder.With("a.yaml", InMemory("mine", rest: "scopes: [parley, other]"), InMemory("theirs", rest: "scopes: [other]"));

        await using var components = await folder.OpenAsync();

        Assert.Equal(["mine"], components.States.Keys);
    }

    [Theory]
    [InlineData("", "parley||k")]
    [InlineData("{ name: keyPrefix, value: AppId }", "parley||k")]
    [InlineData("{ name: keyPrefix, value: name }", "statestore||k")]
    [InlineData("{ name: keyPrefix, value: none }", "k")]
    [InlineData("{ name: keyPrefix, value: Shared }", "shared||k")]
    public async Task Keys_begin_as_under_daprd(string item, string key)
    {
        folder.With("a.yaml", InMemory(items: $"{ComponentFolder.ActorStore}, {item}"));

        await using var components = await folder.OpenAsync();

        Assert.Equal(key, components.ActorStore.Key("k"));
    }

    [Fact]
    public async Task The_namespace_prefix_joins_the_namespace_and_the_app()
    {
        folder.With("a.yaml", InMemory(items: $"{ComponentFolder.ActorStore}, {{ name: keyPrefix, value: namespace }}"));
        Environment.SetEnvironmentVariable("NAMESPACE", "shop");
        try
        {
            await using var components = await folder.OpenAsync();

            Assert.Equal("shop.parley||k", components.ActorStore.Key("k"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("NAMESPACE", null);
        }
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("1m30s", 90)]
    [InlineData("1500ms", 1.5)]
    [InlineData("-1h", -3600)]
    [InlineData("0.5h", 1800)]
    public void Durations_are_go_notation_or_seconds(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), GoDuration.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("20 s")]
    [InlineData("soon")]
    [InlineData("1d")]
    public void What_is_no_duration_is_told(string text) => Assert.Null(GoDuration.Parse(text));
}
