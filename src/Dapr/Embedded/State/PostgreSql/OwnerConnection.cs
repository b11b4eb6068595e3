using System.Globalization;
using Npgsql;

namespace Dapr.Embedded.State.PostgreSql;

/// <summary>The only connection that writes. It holds an advisory lock that makes this process the store's owner, and the server
/// ends both together: who lost the lock cannot write.</summary>
internal sealed class OwnerConnection(PostgreSqlSettings settings, KeyOwner owner) : IDisposable
{
    private const string LockNotAvailable = "55P03";

    private NpgsqlConnection? current;

    /// <summary>The connection, opened and locked anew where it was lost.</summary>
    /// <exception cref="DaprException">Another process has the lock.</exception>
    public NpgsqlConnection Get()
    {
        if (current is { State: System.Data.ConnectionState.Open })
        {
            return current;
        }

        current?.Dispose();
        current = null;
        var connection = new NpgsqlConnection(ConnectionString);
        try
        {
            connection.Open();
            PostgreSqlSchema.Migrate(connection, settings);
            Lock(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        return current = connection;
    }

    public void Dispose() => current?.Dispose();

    private string ConnectionString => new NpgsqlConnectionStringBuilder(settings.Connection.ConnectionString)
    {
        // The server cuts the name at 63 characters, so what finds the process comes first.
        ApplicationName = string.Create(
            CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}, app {owner.AppId}"),
        Pooling = false,
    }.ConnectionString;

    private void Lock(NpgsqlConnection connection)
    {
        using var hash = new NpgsqlCommand("SELECT hashtextextended($1 || ' ' || $2::regclass::oid, 0)", connection)
        {
            Parameters = { new() { Value = owner.KeyPrefix }, new() { Value = settings.Table } },
        };
        var key = (long)hash.ExecuteScalar()!;
        // Keepalives free the lock of a machine that vanished. The wait is for the session of a killed process to end.
        using var take = new NpgsqlCommand(
            $"""
            SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
            SET lock_timeout = '2s'; SELECT pg_advisory_lock({key}); RESET lock_timeout
            """,
            connection);
        try
        {
            take.ExecuteNonQuery();
        }
        catch (PostgresException failure) when (failure.SqlState == LockNotAvailable)
        {
            throw new DaprException($"it belongs to {Holder(connection, key)}. One process owns a store; stop that one first.");
        }
    }

    private static string Holder(NpgsqlConnection connection, long key)
    {
        using var command = new NpgsqlCommand(
            """
            SELECT application_name || ' (PostgreSQL session ' || pid || coalesce(' from ' || host(client_addr), '')
              || ', since ' || to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || 'Z)'
            FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND ((classid::bigint << 32) | objid::bigint) = $1
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            connection)
        {
            Parameters = { new() { Value = key } },
        };
        return command.ExecuteScalar() as string ?? "another process";
    }
}
