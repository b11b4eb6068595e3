using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Dapr.Embedded.State.PostgreSql;

/// <summary>Connection strings as daprd's PostgreSQL driver takes them: <c>host=... user=...</c>, or
/// <c>postgres://user:password@host:port/database?option=value</c>.</summary>
internal static partial class PostgreSqlConnectionString
{
    private const string Known =
        "host, port, user, password, database, dbname, sslmode, sslrootcert, sslcert, sslkey, connect_timeout, application_name, "
        + "search_path, options";

    /// <exception cref="FormatException">The text is no connection string; the message is the rule, without the text.</exception>
    public static void Parse(string text, Dictionary<string, string> parts)
    {
        if (text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            ParseUri(text, parts);
            return;
        }

        var end = 0;
        foreach (Match pair in Pair().Matches(text))
        {
            if (pair.Index != end)
            {
                break;
            }

            end = pair.Index + pair.Length;
            parts[pair.Groups["key"].Value] = pair.Groups["quoted"].Success
                ? Escape().Replace(pair.Groups["quoted"].Value, "$1")
                : pair.Groups["plain"].Value;
        }

        if (end != text.Length)
        {
            throw new FormatException($"it must be pairs such as host=localhost user=parley, or begin with postgres://; it is neither at character {end + 1}");
        }
    }

    /// <exception cref="FormatException">A part is not known, or its value is none; the message is the rule.</exception>
    public static NpgsqlConnectionStringBuilder Build(IReadOnlyDictionary<string, string> parts)
    {
        // Asking for GSS encryption costs every connection a round trip, and daprd does not do it.
        var builder = new NpgsqlConnectionStringBuilder { Host = "localhost", GssEncryptionMode = GssEncryptionMode.Disable };
        foreach (var (key, value) in parts)
        {
            try
            {
                Set(builder, key, value);
            }
            catch (Exception failure) when (failure is ArgumentException or OverflowException || (failure is FormatException && key == "port"))
            {
                throw new FormatException($"its part '{key}' has a value that is none");
            }
        }

        return builder;
    }

    private static void ParseUri(string text, Dictionary<string, string> parts)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            throw new FormatException("it must be a URI such as postgres://user:password@host:5432/database");
        }

        var user = uri.UserInfo.Split(':', 2);
        Add("user", user[0]);
        Add("password", user.Length > 1 ? user[1] : "");
        Add("host", uri.Host);
        Add("port", uri.Port > 0 ? uri.Port.ToString(CultureInfo.InvariantCulture) : "");
        Add("database", uri.AbsolutePath.TrimStart('/'));
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = option.Split('=', 2);
            Add(pair[0], pair.Length > 1 ? pair[1] : "");
        }

        void Add(string key, string value)
        {
            if (value.Length > 0)
            {
                parts[key] = Uri.UnescapeDataString(value);
            }
        }
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string key, string value)
    {
        switch (key)
        {
            case "host": builder.Host = value; break;
            case "port": builder.Port = int.Parse(value, CultureInfo.InvariantCulture); break;
            case "user": builder.Username = value; break;
            case "password": builder.Password = value; break;
            case "database" or "dbname": builder.Database = value; break;
            case "sslmode": builder.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true); break;
            case "sslrootcert": builder.RootCertificate = value; break;
            case "sslcert": builder.SslCertificate = value; break;
            case "sslkey": builder.SslKey = value; break;
            // The item timeout is the bound of everything here; the part is taken because strings in use have it.
            case "connect_timeout": break;
            case "application_name": builder.ApplicationName = value; break;
            case "search_path": builder.SearchPath = value; break;
            case "options": builder.Options = value; break;
            default: throw new FormatException($"its part '{key}' is not known. Known are: {Known}");
        }
    }

    [GeneratedRegex(@"\s*(?<key>[a-z_]+)\s*=\s*('(?<quoted>(\\.|[^'\\])*)'|(?<plain>[^\s']*))(\s+|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Pair();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
