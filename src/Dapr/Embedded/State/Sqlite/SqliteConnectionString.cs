using System.Text.RegularExpressions;

namespace Dapr.Embedded.State.Sqlite;

/// <summary>A connection string as daprd's SQLite driver takes it: a path or <c>file:</c> URI, then options such as
/// <c>?_pragma=synchronous(NORMAL)</c>.</summary>
/// <param name="Path">The database file, relative to the current directory.</param>
/// <param name="InMemory">Whether there is no file.</param>
/// <param name="Pragmas">The pragmas, such as <c>synchronous(NORMAL)</c>.</param>
internal sealed partial record SqliteConnectionString(string Path, bool InMemory, IReadOnlyList<string> Pragmas)
{
    private static readonly string[] Forbidden = ["busy_timeout", "journal_mode", "foreign_keys"];

    /// <exception cref="FormatException">The text asks for what this runtime does not do; the message is the rule.</exception>
    public static SqliteConnectionString Parse(string text)
    {
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? text : text[..question];
        var pragmas = new List<string>();
        var inMemory = false;
        foreach (var option in question < 0 ? [] : text[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = option.Split('=', 2);
            var value = parts.Length > 1 ? Uri.UnescapeDataString(parts[1].Replace('+', ' ')) : "";
            switch (parts[0])
            {
                case "_pragma":
                    pragmas.Add(Checked(value));
                    break;
                case "mode" when value is "rw" or "rwc":
                case "cache" when value is "shared" or "private":
                case "_txlock" when value.Equals("immediate", StringComparison.OrdinalIgnoreCase):
                    break;
                case "mode" when value is "memory":
                    inMemory = true;
                    break;
                default:
                    throw new FormatException($"it must not say '{option}'; known are _pragma, mode=rw, mode=rwc, mode=memory, cache, _txlock=immediate");
            }
        }

        path = path.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? path["file:".Length..] : path;
        path = path.StartsWith("//localhost/", StringComparison.Ordinal) ? path["//localhost".Length..]
            : path.StartsWith("///", StringComparison.Ordinal) ? path["//".Length..]
            : path;
        inMemory |= path.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase);
        return inMemory ? new SqliteConnectionString(":memory:", true, pragmas)
            : path.Length == 0 ? throw new FormatException("it must name a file")
            : new SqliteConnectionString(Uri.UnescapeDataString(path), false, pragmas);
    }

    private static string Checked(string pragma)
    {
        if (!Pragma().IsMatch(pragma))
        {
            throw new FormatException($"'{pragma}' is no pragma; one looks like synchronous(NORMAL)");
        }

        return Forbidden.FirstOrDefault(name => pragma.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is { } forbidden
            ? throw new FormatException($"_pragma={forbidden} is forbidden there, as in daprd"
                + (forbidden == "busy_timeout" ? "; use the item busyTimeout" : forbidden == "journal_mode" ? "; use the item disableWAL" : ""))
            : pragma;
    }

    [GeneratedRegex(@"^[A-Za-z_]+(\([\w.+-]+\)|=[\w.+-]+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pragma();
}
