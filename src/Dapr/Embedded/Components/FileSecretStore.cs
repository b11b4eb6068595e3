using System.Text.Json;

namespace Dapr.Embedded.Components;

/// <summary><c>secretstores.local.file</c>: a JSON file. A nested value's name joins the names on its way.</summary>
internal sealed class FileSecretStore : ISecretStore
{
    public static readonly ItemName SecretsFile = new("secretsFile");
    public static readonly ItemName NestedSeparator = new("nestedSeparator");
    public static readonly ItemName MultiValued = new("multiValued");

    private readonly string separator;
    private readonly bool multiValued;
    private readonly Dictionary<string, string> values = [];

    public FileSecretStore(ComponentItems items)
    {
        var file = items.Required(SecretsFile);
        separator = items.Text(NestedSeparator) ?? ":";
        multiValued = items.Flag(MultiValued);
        Description = $"the file '{file}'";
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            Flatten("", document.RootElement);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw items.Unreadable(SecretsFile, $"it must be a readable JSON file, but: {failure.Message}");
        }
    }

    public string Description { get; }

    public string? Read(SecretReference secret) =>
        values.GetValueOrDefault(multiValued ? secret.Name + separator + secret.Key : secret.Name);

    private void Flatten(string name, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            values[name] = element.ToString();
            return;
        }

        foreach (var property in element.EnumerateObject())
        {
            Flatten(name.Length == 0 ? property.Name : name + separator + property.Name, property.Value);
        }
    }
}
