using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Parley.Platform.Tests;

/// <summary>Reads YAML as JSON, so that values keep their types: "true" is text and true is not.</summary>
internal static class Yaml
{
    public static IReadOnlyList<JsonNode> Documents(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => Convert(document.RootNode)).OfType<JsonNode>()];
    }

    public static JsonNode Document(string text) => Assert.Single(Documents(text));

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(
            mapping.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Convert(child.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: var plain } => Plain(plain!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidOperationException($"There is a {node.NodeType} at line {node.Start.Line}."),
    };

    private static JsonValue? Plain(string text) =>
        text is "" or "null" or "~" ? null
        : bool.TryParse(text, out var flag) ? JsonValue.Create(flag)
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : JsonValue.Create(text);
}
