using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Parley.Platform.Tests.Charts;

/// <summary>The part of Helm's template language that the chart keeps to, so that its tests need no Helm. What it does not know is
/// an error, not a guess.</summary>
internal sealed partial class Renderer(JsonObject root)
{
    private readonly Dictionary<string, (IReadOnlyList<Piece> Pieces, int From, int To)> definitions = [];

    public string Render(string path, string template)
    {
        var pieces = Cut(path, template);
        var scope = new Dictionary<string, JsonNode?>();
        var output = new StringBuilder();
        Run(pieces, 0, pieces.Count, scope, output);
        return output.ToString();
    }

    public string Include(string name)
    {
        var (pieces, from, to) = definitions.TryGetValue(name, out var found)
            ? found
            : throw new InvalidOperationException($"No template defines '{name}'.");
        var output = new StringBuilder();
        Run(pieces, from, to, [], output);
        return output.ToString();
    }

    private static List<Piece> Cut(string path, string template)
    {
        var pieces = new List<Piece>();
        var end = 0;
        var trim = false;
        foreach (Match action in Actions().Matches(template))
        {
            var text = template[end..action.Index];
            text = trim ? text.TrimStart() : text;
            pieces.Add(new Piece(action.Groups["left"].Success ? text.TrimEnd() : text, null));
            pieces.Add(new Piece("", action.Groups["code"].Value));
            trim = action.Groups["right"].Success;
            end = action.Index + action.Length;
        }

        var rest = template[end..];
        pieces.Add(new Piece(trim ? rest.TrimStart() : rest, null));
        return pieces.Exists(piece => piece.Text.Contains("{{", StringComparison.Ordinal))
            ? throw new InvalidOperationException($"{path} has an action that does not end.")
            : pieces;
    }

    private void Run(IReadOnlyList<Piece> pieces, int from, int to, Dictionary<string, JsonNode?> scope, StringBuilder output)
    {
        for (var at = from; at < to; at++)
        {
            var (text, code) = pieces[at];
            output.Append(text);
            if (code is null)
            {
                continue;
            }

            var keyword = code.Split(' ')[0];
            if (keyword is not ("if" or "range" or "define"))
            {
                output.Append(Expression.Text(Expression.Evaluate(code, root, scope, this)));
                continue;
            }

            var end = Matching(pieces, at, to, "end");
            var otherwise = Matching(pieces, at, end, "else");
            var rest = code[(keyword.Length + 1)..];
            if (keyword == "define")
            {
                definitions[rest.Trim('"')] = (pieces, at + 1, end);
            }
            else if (keyword == "range")
            {
                Repeat(rest, pieces, at + 1, end, scope, output);
            }
            else if (Expression.IsTrue(Expression.Evaluate(rest, root, scope, this)))
            {
                Run(pieces, at + 1, otherwise, scope, output);
            }
            else if (otherwise < end)
            {
                Run(pieces, otherwise + 1, end, scope, output);
            }

            at = end;
        }
    }

    private void Repeat(
        string code, IReadOnlyList<Piece> pieces, int from, int to, Dictionary<string, JsonNode?> scope, StringBuilder output)
    {
        var names = PairOf().Match(code);
        Assert.True(names.Success, $"'range {code}' does not name a key and a value.");
        var entries = Expression.Evaluate(code[names.Length..], root, scope, this)!.AsObject();
        foreach (var (key, value) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var inner = new Dictionary<string, JsonNode?>(scope)
            {
                [names.Groups[1].Value] = key,
                [names.Groups[2].Value] = value,
            };
            Run(pieces, from, to, inner, output);
        }
    }

    /// <summary>Where the block that begins at a piece has its keyword; the limit when it has none.</summary>
    private static int Matching(IReadOnlyList<Piece> pieces, int begin, int limit, string keyword)
    {
        var depth = 0;
        for (var at = begin + 1; at < limit; at++)
        {
            var code = pieces[at].Code?.Split(' ')[0];
            if (depth == 0 && code == keyword)
            {
                return at;
            }

            depth += code switch { "if" or "range" or "define" => 1, "end" => -1, _ => 0 };
        }

        return limit;
    }

    [GeneratedRegex(@"\{\{(?<left>-)?\s*(?<code>.*?)\s*(?<right>-)?\}\}")]
    private static partial Regex Actions();

    [GeneratedRegex(@"^(\$\w+), (\$\w+) := ")]
    private static partial Regex PairOf();

    private sealed record Piece(string Text, string? Code);
}
