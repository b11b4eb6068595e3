namespace Parley.Workflows.Satisfaction.Lexicon;

/// <summary>Finds the longest known word at a place; the cost is bounded by the longest word, whatever the text.</summary>
internal sealed class WordTrie
{
    private readonly Node root = new();

    public void Add(string word, WordKind kind, double weight)
    {
        var node = root;
        foreach (var letter in word)
        {
            if (!node.Next.TryGetValue(letter, out var next))
            {
                node.Next[letter] = next = new Node();
            }

            node = next;
        }

        node.Roles ??= new WordRoles();
        node.Roles[kind] = node.Roles[kind] is null
            ? weight
            : throw new InvalidDataException($"'{word}' is listed twice as {kind}.");
    }

    public WordRoles? Longest(string text, int start, out int end)
    {
        WordRoles? found = null;
        end = start;
        if (IsInsideLatinWord(text, start))
        {
            return null;
        }

        var node = root;
        for (var i = start; i < text.Length && node.Next.TryGetValue(text[i], out node); i++)
        {
            if (node.Roles is not null && !IsInsideLatinWord(text, i + 1))
            {
                (found, end) = (node.Roles, i + 1);
            }
        }

        return found;
    }

    private static bool IsInsideLatinWord(string text, int at) =>
        at > 0 && at < text.Length && char.IsAsciiLetter(text[at - 1]) && char.IsAsciiLetter(text[at]);

    private sealed class Node
    {
        public Dictionary<char, Node> Next { get; } = [];

        public WordRoles? Roles { get; set; }
    }
}
