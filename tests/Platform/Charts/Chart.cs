using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Parley.Platform.Tests.Charts;

/// <summary>The chart's files, and what they render to.</summary>
internal static partial class Chart
{
    public static readonly string[] Stores = ["sqlite", "redis", "postgres"];

    public static string Folder { get; } = Repository.PathOf("helm", "parley");

    public static JsonObject Schema { get; } = JsonNode.Parse(Repository.Text("helm", "parley", "values.schema.json"))!.AsObject();

    public static string TemplateFolder => Path.Combine(Folder, "templates");

    /// <summary>The templates by their path below the folder of templates.</summary>
    public static IReadOnlyDictionary<string, string> Templates { get; } = Directory
        .EnumerateFiles(TemplateFolder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .ToDictionary(file => Path.GetRelativePath(TemplateFolder, file).Replace('\\', '/'), File.ReadAllText);

    /// <summary>Every value that a template names, such as <c>image.tag</c>.</summary>
    public static IReadOnlyList<string> UsedValues { get; } =
        [.. Templates.Values.SelectMany(text => ValueNames().Matches(text)).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>A fresh copy of values.yaml.</summary>
    public static JsonObject Values() => Yaml.Document(Repository.Text("helm", "parley", "values.yaml")).AsObject();

    /// <summary>The values of an installation on a store, with every secret that it needs.</summary>
    public static JsonObject ValuesOf(string store)
    {
        var values = Values();
        values["store"] = store;
        var secrets = values["secrets"]!.AsObject();
        secrets["apiToken"] = "to-the-sidecar";
        secrets["appToken"] = "to-the-service";
        secrets["redisHost"] = "redis.example:6379";
        secrets["postgres"] = "postgres://parley@db.example/parley";
        return values;
    }

    /// <summary>The documents of every template, by its path.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<JsonNode>> Render(JsonObject values)
    {
        var root = new JsonObject
        {
            ["Values"] = values.DeepClone(),
            ["Release"] = new JsonObject { ["Name"] = "demo", ["Service"] = "Helm" },
            ["Chart"] = new JsonObject { ["AppVersion"] = "1.0.0" },
        };
        var renderer = new Renderer(root);
        foreach (var (path, text) in Templates.Where(template => template.Key.EndsWith(".tpl", StringComparison.Ordinal)))
        {
            renderer.Render(path, text);
        }

        return Templates.Where(template => !template.Key.EndsWith(".tpl", StringComparison.Ordinal))
            .ToDictionary(template => template.Key, template => Yaml.Documents(renderer.Render(template.Key, template.Value)));
    }

    [GeneratedRegex(@"\.Values\.((?:\w+\.)*\w+)")]
    private static partial Regex ValueNames();
}
