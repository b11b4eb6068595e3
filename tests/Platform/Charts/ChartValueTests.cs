using System.Text.Json.Nodes;

namespace Parley.Platform.Tests.Charts;

public sealed class ChartValueTests
{
    [Fact]
    public void Every_value_that_a_template_uses_is_in_the_schema_and_in_the_values()
    {
        Assert.NotEmpty(Chart.UsedValues);
        Assert.All(Chart.UsedValues, name =>
        {
            Assert.True(Described().Contains(name), $"values.schema.json does not describe {name}.");
            Assert.True(Given(Chart.Values()).Contains(name), $"values.yaml does not give {name}.");
        });
    }

    [Fact]
    public void Every_value_that_the_schema_describes_or_the_values_give_is_used_by_a_template()
    {
        // A template that takes a whole group uses all that is in it.
        var unused = Leaves(Described()).Union(Leaves(Given(Chart.Values())))
            .Where(name => !Chart.UsedValues.Any(used => name == used || name.StartsWith($"{used}.", StringComparison.Ordinal)));

        Assert.Empty(unused);
    }

    [Fact]
    public void The_schema_and_the_values_name_the_same() =>
        Assert.Equal(
            Described().Order(StringComparer.Ordinal),
            Given(Chart.Values()).Where(name => !name.StartsWith("resources.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_schema_refuses_what_it_does_not_know() =>
        Assert.All(
            Groups(Chart.Schema).Where(group => group["properties"] is not null),
            group => Assert.Equal("false", group["additionalProperties"]?.ToJsonString()));

    [Fact]
    public void The_stores_of_the_schema_are_those_that_have_components() =>
        Assert.Equal(Chart.Stores, Chart.Schema["properties"]!["store"]!["enum"]!.AsArray().Select(store => store!.GetValue<string>()));

    [Theory]
    [InlineData("sqlite", "apiToken", "secrets.apiToken is missing")]
    [InlineData("sqlite", "appToken", "secrets.appToken is missing")]
    [InlineData("redis", "redisHost", "secrets.redisHost is missing")]
    [InlineData("postgres", "postgres", "secrets.postgres is missing")]
    public void A_missing_secret_is_named(string store, string secret, string sentence)
    {
        var values = Chart.ValuesOf(store);
        values["secrets"]![secret] = "";

        var failure = Assert.Throws<InvalidOperationException>(() => Chart.Render(values));

        Assert.StartsWith(sentence, failure.Message, StringComparison.Ordinal);
    }

    private static List<string> Described() => Named(Chart.Schema, schema => schema["properties"] as JsonObject);

    private static List<string> Given(JsonObject values) => Named(values, value => value as JsonObject);

    private static List<string> Leaves(List<string> names) =>
        [.. names.Where(name => !names.Exists(other => other.StartsWith($"{name}.", StringComparison.Ordinal)))];

    private static List<string> Named(JsonNode parent, Func<JsonNode, JsonObject?> children) =>
        [.. (children(parent) ?? []).SelectMany(child => Named(child.Value!, children).Select(name => $"{child.Key}.{name}").Prepend(child.Key))];

    private static IEnumerable<JsonObject> Groups(JsonObject schema) =>
        (schema["properties"] as JsonObject ?? []).SelectMany(property => Groups(property.Value!.AsObject())).Prepend(schema);
}
