namespace Parley.Api.InfoCenter;

/// <summary>The words that a member or parameter may have, and what each stands for.</summary>
internal sealed class Vocabulary<T>(params (string Word, T Value)[] words)
    where T : notnull
{
    private readonly Dictionary<string, T> values = words.ToDictionary(word => word.Word, word => word.Value, StringComparer.Ordinal);
    private readonly Dictionary<T, string> names = words.ToDictionary(word => word.Value, word => word.Word);

    public string Demand { get; } = $"must be one of {string.Join(", ", words.Select(word => word.Word))}";

    public bool TryFind(string word, out T? value) => values.TryGetValue(word, out value);

    public string Of(T value) => names[value];
}
