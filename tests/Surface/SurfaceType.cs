namespace Parley.Surface.Tests;

/// <summary>A type of a surface file: its line taken apart, and its members as they stand there.</summary>
internal sealed record SurfaceType(string Head, string Name, IReadOnlyList<string> Bases, string Constraints, List<string> Members)
{
    public static SurfaceType Parse(string line)
    {
        var (declaration, constraints) = Cut(line, " where ");
        var (head, bases) = Cut(declaration, " : ");
        // A name may hold spaces only between its type parameters.
        var start = head.LastIndexOf(' ', head.Contains('<') ? head.IndexOf('<') : head.Length - 1) + 1;
        return new SurfaceType(head, head[start..], Split(bases), constraints.Length == 0 ? string.Empty : " where " + constraints, []);
    }

    private static (string Before, string After) Cut(string text, string separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is var at and >= 0 ? (text[..at], text[(at + separator.Length)..]) : (text, string.Empty);

    private static List<string> Split(string bases)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i <= bases.Length; i++)
        {
            if (i == bases.Length || (bases[i] == ',' && depth == 0))
            {
                parts.Add(bases[start..i].Trim());
                start = i + 1;
            }
            else
            {
                depth += bases[i] switch { '<' or '(' => 1, '>' or ')' => -1, _ => 0 };
            }
        }

        parts.RemoveAll(string.IsNullOrEmpty);
        return parts;
    }
}
