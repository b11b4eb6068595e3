using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Parley.Platform.Tests.Charts;

/// <summary>Evaluates what stands between the braces of a template.</summary>
internal static partial class Expression
{
    public static JsonNode? Evaluate(string code, JsonObject root, IReadOnlyDictionary<string, JsonNode?> scope, Renderer renderer)
    {
        var tokens = new Queue<string>(Tokens().Matches(code).Select(match => match.Value));
        var value = Pipeline(tokens, root, scope, renderer);
        return tokens.Count == 0 ? value : throw new InvalidOperationException($"'{code}' goes on with '{tokens.Peek()}'.");
    }

    public static bool IsTrue(JsonNode? value) => value switch
    {
        null => false,
        JsonObject entries => entries.Count > 0,
        JsonArray items => items.Count > 0,
        _ => Text(value) is not ("" or "false" or "0"),
    };

    public static string Text(JsonNode? value) => value?.ToString() switch
    {
        "True" => "true",
        "False" => "false",
        var text => text ?? "",
    };

    private static JsonNode? Pipeline(Queue<string> tokens, JsonObject root, IReadOnlyDictionary<string, JsonNode?> scope, Renderer renderer)
    {
        var value = Command(tokens, [], root, scope, renderer);
        while (tokens.TryPeek(out var next) && next == "|")
        {
            tokens.Dequeue();
            value = Command(tokens, [value], root, scope, renderer);
        }

        return value;
    }

    private static JsonNode? Command(
        Queue<string> tokens, JsonNode?[] piped, JsonObject root, IReadOnlyDictionary<string, JsonNode?> scope, Renderer renderer)
    {
        var first = tokens.Dequeue();
        if (!char.IsAsciiLetter(first[0]))
        {
            return Term(first, tokens, root, scope, renderer);
        }

        var arguments = new List<JsonNode?>();
        while (tokens.TryPeek(out var next) && next is not ("|" or ")"))
        {
            arguments.Add(Term(tokens.Dequeue(), tokens, root, scope, renderer));
        }

        return Call(first, [.. arguments, .. piped], renderer);
    }

    private static JsonNode? Term(
        string token, Queue<string> tokens, JsonObject root, IReadOnlyDictionary<string, JsonNode?> scope, Renderer renderer)
    {
        if (token == "(")
        {
            var inner = Pipeline(tokens, root, scope, renderer);
            Assert.Equal(")", tokens.Dequeue());
            return inner;
        }

        return token[0] switch
        {
            '"' => token[1..^1],
            '$' => scope[token],
            '.' => token.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(
                (JsonNode?)root, (node, name) => (node ?? throw new InvalidOperationException($"There is no {token}."))[name]),
            _ => long.Parse(token),
        };
    }

    private static JsonNode? Call(string function, JsonNode?[] arguments, Renderer renderer) => function switch
    {
        "eq" => JsonNode.DeepEquals(arguments[0], arguments[1]),
        "ne" => !JsonNode.DeepEquals(arguments[0], arguments[1]),
        "not" => !IsTrue(arguments[0]),
        "and" => Array.TrueForAll(arguments, IsTrue),
        "default" => IsTrue(arguments[1]) ? arguments[1] : arguments[0],
        "hasPrefix" => Text(arguments[1]).StartsWith(Text(arguments[0]), StringComparison.Ordinal),
        "quote" => JsonValue.Create(Text(arguments[0])).ToJsonString(),
        // JSON is YAML, in one line.
        "toYaml" => arguments[0]!.ToJsonString(),
        "nindent" => Indented(Text(arguments[1]), (int)arguments[0]!.GetValue<long>()),
        "include" => renderer.Include(Text(arguments[0])),
        "required" => Text(arguments[1]).Length > 0 ? arguments[1] : throw new InvalidOperationException(Text(arguments[0])),
        _ => throw new InvalidOperationException($"The renderer knows no function '{function}'."),
    };

    private static string Indented(string text, int columns)
    {
        var newLine = "\n" + new string(' ', columns);
        return newLine + text.Replace("\n", newLine, StringComparison.Ordinal);
    }

    [GeneratedRegex("""
        "[^"]*"|[()|]|[^\s()|"]+
        """)]
    private static partial Regex Tokens();
}
