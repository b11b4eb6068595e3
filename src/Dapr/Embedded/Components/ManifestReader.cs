using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Dapr.Embedded.Components;

/// <summary>Reads the components that a folder's YAML files declare. Documents of other kinds are other people's.</summary>
internal static class ManifestReader
{
    public static IReadOnlyList<ComponentManifest> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new StartException($"There is no folder '{folder}' with component files; the setting Dapr:ResourcesPath names it.");
        }

        return [.. Directory.EnumerateFiles(folder)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml")
            .Order(StringComparer.Ordinal)
            .SelectMany(ReadFile)];
    }

    private static List<ComponentManifest> ReadFile(string path)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = File.OpenText(path);
            stream.Load(reader);
        }
        catch (YamlException failure)
        {
            throw new StartException($"{path}: line {failure.Start.Line} is not YAML: {failure.Message}");
        }

        return [.. stream.Documents
            .Select(document => document.RootNode)
            .OfType<YamlMappingNode>()
            .Where(root => Text(root, "apiVersion") == "dapr.io/v1alpha1" && Text(root, "kind") == "Component")
            .Select(root => Read(path, root))];
    }

    private static ComponentManifest Read(string path, YamlMappingNode root)
    {
        var name = Child<YamlMappingNode>(root, "metadata") is { } metadata ? Text(metadata, "name") : null;
        if (string.IsNullOrEmpty(name))
        {
            throw new StartException($"{path}: the component at line {root.Start.Line} lacks metadata.name.");
        }

        var spec = Child<YamlMappingNode>(root, "spec");
        var type = spec is null ? null : Text(spec, "type");
        if (spec is null || string.IsNullOrEmpty(type))
        {
            throw new StartException($"{path}: component '{name}' lacks spec.type.");
        }

        return new ComponentManifest(
            path,
            name,
            type,
            Text(spec, "version") is { Length: > 0 } version ? version : "v1",
            [.. (Child<YamlSequenceNode>(spec, "metadata")?.Children ?? []).Select(node => ReadItem(path, name, node))],
            [.. (Child<YamlSequenceNode>(root, "scopes")?.Children ?? []).OfType<YamlScalarNode>().Select(scope => scope.Value ?? "")],
            Child<YamlMappingNode>(root, "auth") is { } auth ? Text(auth, "secretStore") : null);
    }

    private static ManifestItem ReadItem(string path, string component, YamlNode node)
    {
        if (node is not YamlMappingNode item || Text(item, "name") is not { Length: > 0 } name)
        {
            throw new StartException($"{path}: component '{component}' has a metadata item without a name at line {node.Start.Line}.");
        }

        var secret = Child<YamlMappingNode>(item, "secretKeyRef");
        if (secret is not null && Text(secret, "name") is { Length: > 0 } secretName)
        {
            return new ManifestItem(name, null, new SecretReference(secretName, Text(secret, "key") ?? secretName));
        }

        return Text(item, "value") is { } value && secret is null
            ? new ManifestItem(name, value, null)
            : throw new StartException(
                $"{path}: item '{name}' of component '{component}' has neither a value nor a secretKeyRef with a name.");
    }

    private static TNode? Child<TNode>(YamlMappingNode parent, string key)
        where TNode : YamlNode =>
        parent.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node as TNode : null;

    private static string? Text(YamlMappingNode parent, string key) => Child<YamlScalarNode>(parent, key)?.Value;
}
