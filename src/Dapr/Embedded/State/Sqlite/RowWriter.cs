using System.Text.Unicode;

namespace Dapr.Embedded.State.Sqlite;

/// <summary>Writes single rows on the one connection that writes.</summary>
internal sealed class RowWriter
{
    private const string Visible = "(expiration_time IS NULL OR expiration_time > ?6)";

    private readonly TimeProvider time;
    private readonly ETags etags = new();
    private readonly Statement put;
    private readonly Statement putFirst;
    private readonly Statement putMatching;
    private readonly Statement delete;
    private readonly Statement deleteMatching;
    private readonly Statement deleteExpired;

    public RowWriter(Connection connection, string table, TimeProvider time)
    {
        this.time = time;
        var insert =
            $"""
            INSERT INTO {table} (key, value, is_binary, etag, expiration_time) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (key) DO UPDATE SET value = ?2, is_binary = ?3, etag = ?4, expiration_time = ?5, update_time = CURRENT_TIMESTAMP
            """;
        put = connection.Prepare(insert);
        putFirst = connection.Prepare($"{insert} WHERE expiration_time <= ?6");
        putMatching = connection.Prepare(
            $"""
            UPDATE {table} SET value = ?2, is_binary = ?3, etag = ?4, expiration_time = ?5, update_time = CURRENT_TIMESTAMP
            WHERE key = ?1 AND etag = ?7 AND {Visible}
            """);
        delete = connection.Prepare($"DELETE FROM {table} WHERE key = ?1");
        deleteMatching = connection.Prepare($"DELETE FROM {table} WHERE key = ?1 AND etag = ?7 AND {Visible}");
        deleteExpired = connection.Prepare($"DELETE FROM {table} WHERE expiration_time <= ?6");
    }

    /// <returns>Whether the row was as the write wants it.</returns>
    public bool Write(StateWrite write)
    {
        if (write.Value is { } value)
        {
            return Put(write, value.Span);
        }

        var statement = write.ETag is null ? delete : deleteMatching;
        statement.Bind(1, write.Key);
        BindCondition(statement, write);
        return statement.Run() > 0 || write.ETag is null;
    }

    public void DeleteExpired()
    {
        deleteExpired.Bind(6, SqliteTime.Now(time));
        deleteExpired.Run();
    }

    private bool Put(StateWrite write, ReadOnlySpan<byte> value)
    {
        var statement = write.ETag is not null ? putMatching : write.FirstWrite ? putFirst : put;
        var isBinary = !Utf8.IsValid(value);
        statement.Bind(1, write.Key);
        if (isBinary)
        {
            statement.Bind(2, Convert.ToBase64String(value));
        }
        else
        {
            statement.Bind(2, value);
        }

        statement.Bind(3, isBinary ? 1 : 0);
        statement.Bind(4, etags.Next());
        statement.Bind(5, SqliteTime.Expiry(time, write.TimeToLive));
        BindCondition(statement, write);
        return statement.Run() > 0;
    }

    private void BindCondition(Statement statement, StateWrite write)
    {
        if (!write.IsConditional)
        {
            return;
        }

        statement.Bind(6, SqliteTime.Now(time));
        if (write.ETag is not null)
        {
            statement.Bind(7, write.ETag);
        }
    }
}
