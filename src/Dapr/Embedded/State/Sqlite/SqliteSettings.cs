using Dapr.Embedded.Components;

namespace Dapr.Embedded.State.Sqlite;

/// <summary>The metadata of a <c>state.sqlite</c> component, by daprd's names and with daprd's defaults.</summary>
/// <param name="Path">The whole path of the database file.</param>
/// <param name="InMemory">Whether there is no file.</param>
/// <param name="Pragmas">Pragmas of every connection.</param>
/// <param name="Timeout">How long a write may wait for its commit to begin.</param>
/// <param name="BusyTimeout">How long a connection waits for a lock that another process holds.</param>
/// <param name="WriteAheadLog">Whether readers and the writer go on beside each other; not for network drives.</param>
/// <param name="Table">The table of the rows.</param>
/// <param name="MetadataTable">The table that says how new the layout is.</param>
/// <param name="CleanupInterval">How often expired rows are removed; zero for never.</param>
internal sealed record SqliteSettings(
    string Path,
    bool InMemory,
    IReadOnlyList<string> Pragmas,
    TimeSpan Timeout,
    TimeSpan BusyTimeout,
    bool WriteAheadLog,
    string Table,
    string MetadataTable,
    TimeSpan CleanupInterval)
{
    private static readonly ItemName ConnectionString = new("connectionString", "url");
    private static readonly ItemName TimeoutItem = new("timeout", "timeoutInSeconds");
    private static readonly ItemName BusyTimeoutItem = new("busyTimeout");
    private static readonly ItemName DisableWal = new("disableWAL");
    private static readonly ItemName TableName = new("tableName");
    private static readonly ItemName MetadataTableName = new("metadataTableName");
    private static readonly ItemName CleanupIntervalItem = new("cleanupInterval", "cleanupIntervalInSeconds");

    public static IReadOnlyList<ItemName> Items { get; } =
        [ConnectionString, TimeoutItem, BusyTimeoutItem, DisableWal, TableName, MetadataTableName, CleanupIntervalItem];

    public static SqliteSettings Read(ComponentItems items)
    {
        var timeout = items.Duration(TimeoutItem, TimeSpan.FromSeconds(20));
        if (timeout < TimeSpan.FromSeconds(1))
        {
            throw items.Unreadable(TimeoutItem, "it must be at least 1s");
        }

        var connection = ReadConnectionString(items);
        return new SqliteSettings(
            connection.InMemory ? connection.Path : System.IO.Path.GetFullPath(connection.Path),
            connection.InMemory,
            connection.Pragmas,
            timeout,
            items.Duration(BusyTimeoutItem, TimeSpan.FromSeconds(2)),
            !items.Flag(DisableWal),
            Identifier(items, TableName, "state"),
            Identifier(items, MetadataTableName, "metadata"),
            items.Duration(CleanupIntervalItem, TimeSpan.FromMinutes(1)));
    }

    private static SqliteConnectionString ReadConnectionString(ComponentItems items)
    {
        var text = items.Required(ConnectionString);
        try
        {
            return SqliteConnectionString.Parse(text);
        }
        catch (FormatException rule)
        {
            throw items.Unreadable(ConnectionString, rule.Message);
        }
    }

    private static string Identifier(ComponentItems items, ItemName item, string otherwise)
    {
        var name = items.Text(item) ?? otherwise;
        return name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
            ? name
            : throw items.Unreadable(item, "it must be of letters, digits and underscores");
    }
}
