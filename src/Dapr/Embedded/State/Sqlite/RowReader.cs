using System.Buffers.Text;

namespace Dapr.Embedded.State.Sqlite;

/// <summary>A connection that only reads, beside the writer.</summary>
internal sealed class RowReader : IDisposable
{
    /// <summary>How many rows a scan reads at a time.</summary>
    public const int PageSize = 64;

    private const string Columns = "value, is_binary, etag, expiration_time";

    private readonly TimeProvider time;
    private readonly Connection connection;
    private readonly Statement point;
    private readonly Statement page;
    private readonly Statement begin;
    private readonly Statement end;

    public RowReader(SqliteSettings settings, TimeProvider time)
    {
        this.time = time;
        connection = Connection.Open(settings);
        connection.Execute("PRAGMA query_only(1)");
        point = connection.Prepare($"SELECT {Columns} FROM {settings.Table} WHERE key = ?1");
        page = connection.Prepare(
            $"SELECT {Columns}, key FROM {settings.Table} WHERE key >= ?1 AND key > ?2 ORDER BY key LIMIT {PageSize}");
        begin = connection.Prepare("BEGIN");
        end = connection.Prepare("COMMIT");
    }

    public StateRow? Read(string key)
    {
        try
        {
            point.Bind(1, key);
            return point.Next() ? Row(point) : null;
        }
        finally
        {
            point.Reset();
        }
    }

    /// <summary>Rows as they were at one moment.</summary>
    public IReadOnlyList<StateRow?> ReadMany(IReadOnlyList<string> keys)
    {
        begin.Run();
        var rows = new StateRow?[keys.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = Read(keys[i]);
        }

        end.Run();
        return rows;
    }

    /// <summary>The next rows of a prefix behind a key. Expired ones are null, and the end has other keys or none.</summary>
    public IReadOnlyList<KeyValuePair<string, StateRow?>> ReadPage(string prefix, string after)
    {
        try
        {
            var rows = new List<KeyValuePair<string, StateRow?>>(PageSize);
            page.Bind(1, prefix);
            page.Bind(2, after);
            while (page.Next())
            {
                rows.Add(new(page.Text(4)!, Row(page)));
            }

            return rows;
        }
        finally
        {
            page.Reset();
        }
    }

    public void Dispose() => connection.Dispose();

    private StateRow? Row(Statement statement)
    {
        if (statement.Text(3) is { } expires && string.CompareOrdinal(expires, SqliteTime.Now(time)) <= 0)
        {
            return null;
        }

        var value = statement.Bytes(0).ToArray();
        if (statement.Flag(1))
        {
            Base64.DecodeFromUtf8InPlace(value, out var length);
            value = value[..length];
        }

        return new StateRow(value, statement.Text(2)!);
    }
}
