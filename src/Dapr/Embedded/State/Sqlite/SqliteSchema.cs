using System.Globalization;

namespace Dapr.Embedded.State.Sqlite;

/// <summary>The tables as daprd's migrations leave them, so that either can open what the other made.</summary>
internal static class SqliteSchema
{
    private const int Level = 1;

    /// <exception cref="DaprException">The tables are newer than this runtime, or not to be had.</exception>
    public static void Migrate(Connection connection, SqliteSettings settings)
    {
        connection.Execute("BEGIN EXCLUSIVE");
        connection.Execute(
            $"CREATE TABLE IF NOT EXISTS {settings.MetadataTable} (key text NOT NULL PRIMARY KEY, value text NOT NULL)");
        var level = ReadLevel(connection, settings);
        if (level > Level)
        {
            throw new DaprException($"its tables are at level {level}, which a newer Dapr made; this runtime knows level {Level}.");
        }

        if (level < Level)
        {
            connection.Execute(
                $"""
                CREATE TABLE IF NOT EXISTS {settings.Table} (
                  key TEXT NOT NULL PRIMARY KEY,
                  value TEXT NOT NULL,
                  is_binary BOOLEAN NOT NULL,
                  etag TEXT NOT NULL,
                  expiration_time TIMESTAMP DEFAULT NULL,
                  update_time TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
                )
                """);
            connection.Execute($"REPLACE INTO {settings.MetadataTable} (key, value) VALUES ('migrations', '{Level}')");
        }

        // Ours alone, and nothing to daprd: without it, finding what has expired reads every row.
        connection.Execute(
            $"CREATE INDEX IF NOT EXISTS {settings.Table}_expiration_time ON {settings.Table} (expiration_time) "
            + "WHERE expiration_time IS NOT NULL");
        connection.Execute("COMMIT");
    }

    private static int ReadLevel(Connection connection, SqliteSettings settings)
    {
        var statement = connection.Prepare($"SELECT value FROM {settings.MetadataTable} WHERE key = 'migrations'");
        var level = statement.Next() ? int.Parse(statement.Text(0)!, CultureInfo.InvariantCulture) : 0;
        statement.Reset();
        return level;
    }
}
