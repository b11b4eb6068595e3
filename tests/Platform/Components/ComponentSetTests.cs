using System.Text.Json.Nodes;

namespace Parley.Platform.Tests.Components;

public sealed class ComponentSetTests
{
    private static readonly string[] SecretItems = ["connectionString", "redisHost", "redisPassword"];

    public static TheoryData<string> Sets => ["components", "components/redis", "components/postgres"];

    [Theory]
    [InlineData("components", "state.sqlite", "pubsub.in-memory")]
    [InlineData("components/redis", "state.redis", "pubsub.redis")]
    [InlineData("components/postgres", "state.postgresql", null)]
    public void A_set_has_both_stores_and_events_where_it_has_a_broker(string set, string store, string? broker)
    {
        Assert.Equal(store, Type(Component(set, "statestore")));
        Assert.Equal(store, Type(Component(set, "taskqueue")));
        Assert.Equal(broker, Documents(set, "Component").Where(component => Name(component) == "events").Select(Type).SingleOrDefault());
        Assert.Single(Documents(set, "Resiliency"));
        Assert.Single(Documents(set, "Configuration"));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Actors_stand_in_the_statestore_and_tasks_under_the_name_of_their_component(string set)
    {
        var actorStores = Documents(set, "Component").Where(component => Item(component, "actorStateStore") is not null);

        Assert.Equal(["statestore"], actorStores.Select(Name));
        Assert.Equal("true", Item(Component(set, "statestore"), "actorStateStore")!["value"]!.GetValue<string>());
        Assert.Null(Item(Component(set, "statestore"), "keyPrefix"));
        Assert.Equal("name", Item(Component(set, "taskqueue"), "keyPrefix")!["value"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Only_this_app_sees_a_set(string set) =>
        Assert.All(
            Documents(set, "Component").Concat(Documents(set, "Resiliency")),
            document => Assert.Equal("""["parley"]""", document["scopes"]?.ToJsonString()));

    [Theory]
    [InlineData("components/redis")]
    [InlineData("components/postgres")]
    public void Addresses_and_passwords_are_references_into_a_secret_store_of_the_set(string set)
    {
        var components = Documents(set, "Component").Where(component => !Type(component).StartsWith("secretstores.", StringComparison.Ordinal));

        Assert.All(components, component =>
        {
            Assert.StartsWith("secretstores.", Type(Component(set, component["auth"]!["secretStore"]!.GetValue<string>())), StringComparison.Ordinal);
            Assert.All(
                SecretItems.Select(name => Item(component, name)).OfType<JsonNode>(),
                item => Assert.True(item["value"] is null && item["secretKeyRef"]?["name"] is not null, $"{item} is no reference."));
        });
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Failed_workflows_are_not_kept_for_ever_completed_ones_are_left_to_the_service_and_traces_go_on(string set)
    {
        var spec = Assert.Single(Documents(set, "Configuration"))["spec"]!;
        var retention = spec["workflow"]!["stateRetentionPolicy"]!.AsObject();

        Assert.Equal(["failed", "terminated"], retention.Select(entry => entry.Key));
        Assert.Equal("1", spec["tracing"]!["samplingRate"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Resiliency_speaks_of_policies_and_components_that_there_are_and_leaves_actors_alone(string set)
    {
        var spec = Assert.Single(Documents(set, "Resiliency"))["spec"]!;
        var timeouts = spec["policies"]!["timeouts"]!.AsObject().Select(timeout => timeout.Key);
        var components = spec["targets"]!["components"]!.AsObject();
        var used = components.SelectMany(component => component.Value!.AsObject().Select(way => way.Value!)).Select(policy => policy["timeout"]!.GetValue<string>());

        Assert.Equal(timeouts.Order(StringComparer.Ordinal), used.Distinct().Order(StringComparer.Ordinal));
        Assert.Null(spec["targets"]!["actors"]);
        Assert.All(components, component => Assert.NotNull(Component(set, component.Key)));
    }

    private static IEnumerable<JsonNode> Documents(string set, string kind) =>
        Directory.EnumerateFiles(Repository.PathOf(set), "*.yaml").SelectMany(file => Yaml.Documents(File.ReadAllText(file)))
            .Where(document => document["kind"]!.GetValue<string>() == kind);

    private static JsonNode Component(string set, string name) =>
        Assert.Single(Documents(set, "Component"), component => Name(component) == name);

    private static string Name(JsonNode document) => document["metadata"]!["name"]!.GetValue<string>();

    private static string Type(JsonNode component) => component["spec"]!["type"]!.GetValue<string>();

    private static JsonNode? Item(JsonNode component, string name) =>
        component["spec"]!["metadata"]!.AsArray().SingleOrDefault(item => item!["name"]!.GetValue<string>() == name);
}
