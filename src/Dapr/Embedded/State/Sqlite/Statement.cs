using System.Text;
using SQLitePCL;

namespace Dapr.Embedded.State.Sqlite;

/// <summary>A prepared statement; it ends with its connection. Parameters count from one, columns from zero.</summary>
internal sealed class Statement(Connection connection, sqlite3_stmt handle)
{
    private const int OnStack = 512;

    public void Bind(int parameter, string? text)
    {
        if (text is null)
        {
            connection.Check(raw.sqlite3_bind_null(handle, parameter));
            return;
        }

        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = size <= OnStack ? stackalloc byte[OnStack] : new byte[size];
        Bind(parameter, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    public void Bind(int parameter, ReadOnlySpan<byte> text) =>
        // No bytes at all would bind NULL.
        connection.Check(text.IsEmpty
            ? raw.sqlite3_bind_text(handle, parameter, "")
            : raw.sqlite3_bind_text(handle, parameter, text));

    public void Bind(int parameter, int number) => connection.Check(raw.sqlite3_bind_int(handle, parameter, number));

    /// <summary>Runs a statement that answers no rows.</summary>
    /// <returns>How many rows it wrote.</returns>
    public int Run()
    {
        try
        {
            connection.Check(raw.sqlite3_step(handle));
            return connection.Changes;
        }
        finally
        {
            Reset();
        }
    }

    /// <returns>Whether there is one more row.</returns>
    public bool Next()
    {
        var code = raw.sqlite3_step(handle);
        connection.Check(code);
        return code == raw.SQLITE_ROW;
    }

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public string? Text(int column) =>
        raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL ? null : Encoding.UTF8.GetString(Bytes(column));

    public bool Flag(int column) => raw.sqlite3_column_int(handle, column) != 0;

    // Answers the failure of the step before, which has been reported by then.
    public void Reset() => _ = raw.sqlite3_reset(handle);

    public void Close() => handle.Dispose();
}
