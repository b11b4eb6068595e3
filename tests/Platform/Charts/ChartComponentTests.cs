using System.Text.Json.Nodes;

namespace Parley.Platform.Tests.Charts;

public sealed class ChartComponentTests
{
    public static TheoryData<string> Stores => [.. Chart.Stores];

    [Theory]
    [MemberData(nameof(Stores))]
    public void The_components_of_the_chart_equal_their_twins(string store)
    {
        var values = Chart.ValuesOf(store);
        // Files outside a cluster are relative to where the sidecar starts.
        values["sqlite"]!["folder"] = "data";

        var rendered = Components(Chart.Render(values)).Where(file => file.Value.Count > 0).ToDictionary();

        var twins = Directory.EnumerateFiles(FolderOf(store), "*.yaml").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(twins.Select(twin => $"components/{store}/{Path.GetFileName(twin)}"), rendered.Keys.Order(StringComparer.Ordinal));
        Assert.All(twins, twin => AssertSame(
            Yaml.Documents(File.ReadAllText(twin)), rendered[$"components/{store}/{Path.GetFileName(twin)}"], twin));
    }

    [Fact]
    public void Another_app_id_reaches_every_scope()
    {
        var values = Chart.ValuesOf("postgres");
        values["appId"] = "second";

        var scoped = Components(Chart.Render(values)).SelectMany(file => file.Value).Where(document => document["scopes"] is not null);

        Assert.All(scoped, document => Assert.Equal("""["second"]""", document["scopes"]!.ToJsonString()));
    }

    [Fact]
    public void Redis_behind_tls_is_told_to_every_component()
    {
        var values = Chart.ValuesOf("redis");
        values["redis"]!["tls"] = true;

        var flags = Components(Chart.Render(values)).SelectMany(file => file.Value)
            .SelectMany(document => document["spec"]!["metadata"] as JsonArray ?? [])
            .Where(item => item!["name"]!.GetValue<string>() == "enableTLS")
            .Select(item => item!["value"]!.GetValue<string>());

        Assert.Equal(["true", "true", "true"], flags);
    }

    private static string FolderOf(string store) =>
        store == "sqlite" ? Repository.PathOf("components") : Repository.PathOf("components", store);

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<JsonNode>>> Components(
        IReadOnlyDictionary<string, IReadOnlyList<JsonNode>> rendered) =>
        rendered.Where(file => file.Key.StartsWith("components/", StringComparison.Ordinal));

    private static void AssertSame(IReadOnlyList<JsonNode> expected, IReadOnlyList<JsonNode> actual, string file) =>
        Assert.True(
            expected.Count == actual.Count && expected.Zip(actual).All(pair => JsonNode.DeepEquals(pair.First, pair.Second)),
            $"{file} is\n{string.Join('\n', expected)}\nand its twin in the chart\n{string.Join('\n', actual)}");
}
