using System.Globalization;
using System.Text.RegularExpressions;
using Dapr.Embedded.Components;
using Npgsql;

namespace Dapr.Embedded.State.PostgreSql;

/// <summary>The metadata of a <c>state.postgresql</c> component of version 2, by daprd's names and with daprd's defaults.</summary>
/// <param name="Connection">How to reach the server, for connections that read.</param>
/// <param name="Table">The table of the rows, with its schema where the component names one.</param>
/// <param name="MetadataTable">The table that says how new the layout is.</param>
/// <param name="MigrationKey">The row of the metadata table that says so.</param>
/// <param name="Timeout">How long a write may wait for its commit to begin, and any statement may run.</param>
/// <param name="CleanupInterval">How often expired rows are removed; zero or less for never.</param>
internal sealed partial record PostgreSqlSettings(
    NpgsqlConnectionStringBuilder Connection,
    string Table,
    string MetadataTable,
    string MigrationKey,
    TimeSpan Timeout,
    TimeSpan CleanupInterval)
{
    // Seconds; the driver takes no more.
    private const double LongestTimeout = 1024;

    private static readonly ItemName ConnectionString = new("connectionString", "url");
    private static readonly ItemName TimeoutItem = new("timeout", "timeoutInSeconds");
    private static readonly ItemName TablePrefix = new("tablePrefix");
    private static readonly ItemName MetadataTableName = new("metadataTableName");
    private static readonly ItemName CleanupIntervalItem = new("cleanupInterval", "cleanupIntervalInSeconds");
    private static readonly ItemName MaxConns = new("maxConns");
    private static readonly ItemName ConnectionMaxIdleTime = new("connectionMaxIdleTime");
    private static readonly ItemName QueryExecMode = new("queryExecMode");
    private static readonly ItemName[] Overrides =
        [new("host"), new("port"), new("database"), new("user"), new("password"), new("sslRootCert")];

    private static readonly string[] ExecModes = ["cache_statement", "cache_describe", "describe_exec", "exec", "simple_protocol"];

    public static IReadOnlyList<ItemName> Items { get; } =
    [
        ConnectionString, .. Overrides, TimeoutItem, TablePrefix, MetadataTableName, CleanupIntervalItem, MaxConns,
        ConnectionMaxIdleTime, QueryExecMode,
    ];

    /// <summary>The server and the table in words, without a password.</summary>
    public string Place => $"table {Table}{(Connection.Database is { } database ? $" of {database}" : "")} on {Connection.Host}:{Connection.Port}";

    public static PostgreSqlSettings Read(ComponentItems items)
    {
        var timeout = items.Duration(TimeoutItem, TimeSpan.FromSeconds(20));
        if (timeout < TimeSpan.FromSeconds(1))
        {
            throw items.Unreadable(TimeoutItem, "it must be at least 1s");
        }

        var prefix = Matching(items, TablePrefix, "", Prefix(), "it must be a name's beginning, or a schema and a dot: letters, digits and underscores");
        var connection = ReadConnection(items);
        connection.Timeout = connection.CommandTimeout = (int)Math.Min(timeout.TotalSeconds, LongestTimeout);
        connection.MaxPoolSize = ReadMaxConns(items);
        connection.ConnectionIdleLifetime = (int)Math.Max(1, items.Duration(ConnectionMaxIdleTime, TimeSpan.FromMinutes(5)).TotalSeconds);
        connection.ConnectionPruningInterval = Math.Min(10, connection.ConnectionIdleLifetime);
        // What other modes are for, poolers between, does not get along with prepared statements.
        connection.MaxAutoPrepare = ReadsPrepared(items) ? 32 : 0;
        connection.AutoPrepareMinUsages = 2;
        return new PostgreSqlSettings(
            connection,
            prefix + "state",
            Matching(items, MetadataTableName, "dapr_metadata", Name(), "it must be a name, with or without a schema and a dot: letters, digits and underscores"),
            "migrations-state-v2-" + prefix,
            timeout,
            items.Duration(CleanupIntervalItem, TimeSpan.FromHours(1)));
    }

    private static NpgsqlConnectionStringBuilder ReadConnection(ComponentItems items)
    {
        var parts = new Dictionary<string, string>();
        try
        {
            PostgreSqlConnectionString.Parse(items.Text(ConnectionString) ?? "", parts);
            foreach (var item in Overrides.Where(item => !string.IsNullOrEmpty(items.Text(item))))
            {
                parts[item.Name.ToLowerInvariant()] = items.Text(item)!;
            }

            return parts.Count > 0 ? PostgreSqlConnectionString.Build(parts) : throw new FormatException("it must name a server");
        }
        catch (FormatException rule)
        {
            // Never the value: it holds the password.
            throw items.Wrong(ConnectionString, rule.Message);
        }
    }

    private static int ReadMaxConns(ComponentItems items)
    {
        var text = items.Text(MaxConns) ?? "0";
        return !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? throw items.Unreadable(MaxConns, "it must be a whole number")
            : number > 0 ? number : Math.Max(4, Environment.ProcessorCount);
    }

    private static bool ReadsPrepared(ComponentItems items)
    {
        var mode = items.Text(QueryExecMode) is { Length: > 0 } text ? text : ExecModes[0];
        return ExecModes.Contains(mode)
            ? mode == ExecModes[0]
            : throw items.Unreadable(QueryExecMode, $"it must be one of {string.Join(", ", ExecModes)}");
    }

    private static string Matching(ComponentItems items, ItemName item, string otherwise, Regex form, string rule)
    {
        var text = items.Text(item) ?? otherwise;
        return form.IsMatch(text) ? text : throw items.Unreadable(item, rule);
    }

    [GeneratedRegex(@"^([A-Za-z_]\w*\.)?([A-Za-z_]\w*)?\z", RegexOptions.ExplicitCapture | RegexOptions.ECMAScript)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^([A-Za-z_]\w*\.)?[A-Za-z_]\w*\z", RegexOptions.ExplicitCapture | RegexOptions.ECMAScript)]
    private static partial Regex Name();
}
