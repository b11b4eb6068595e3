using SQLitePCL;

namespace Dapr.Embedded.State.Sqlite;

/// <summary>A connection to SQLite for one thread at a time. It binds and reads UTF-8 as it lies in memory: the ADO.NET client
/// makes strings of every value, which costs a third of a write's time.</summary>
internal sealed class Connection : IDisposable
{
    private readonly sqlite3 handle;
    private readonly List<Statement> statements = [];

    static Connection()
    {
        Batteries_V2.Init();
        NativeSleep.Install();
    }

    private Connection(sqlite3 handle) => this.handle = handle;

    /// <summary>How many rows the latest statement wrote.</summary>
    public int Changes => raw.sqlite3_changes(handle);

    public bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    /// <exception cref="DaprException">The file cannot be opened, or is no database.</exception>
    public static Connection Open(SqliteSettings settings)
    {
        var code = raw.sqlite3_open_v2(
            settings.Path, out var handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new Connection(handle);
        try
        {
            connection.Check(code);
            connection.Check(raw.sqlite3_busy_timeout(handle, (int)settings.BusyTimeout.TotalMilliseconds));
            connection.Execute($"PRAGMA journal_mode({(settings.WriteAheadLog ? "WAL" : "DELETE")})");
            connection.Execute("PRAGMA synchronous(FULL)");
            foreach (var pragma in settings.Pragmas)
            {
                connection.Execute($"PRAGMA {pragma}");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
        var statement = new Statement(this, prepared);
        statements.Add(statement);
        return statement;
    }

    /// <exception cref="DaprException">The code is a failure.</exception>
    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw new DaprException($"SQLite failed: {raw.sqlite3_errmsg(handle).utf8_to_string()} ({code}).");
        }
    }

    public void Dispose()
    {
        statements.ForEach(statement => statement.Close());
        handle.Dispose();
    }
}
