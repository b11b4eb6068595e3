using System.Runtime.CompilerServices;
using Npgsql;

namespace Dapr.Embedded.State.PostgreSql;

/// <summary>Reads on pooled connections, beside the writer and each other.</summary>
internal sealed class RowReader(PostgreSqlSettings settings) : IAsyncDisposable
{
    private const string Visible = "(expires_at IS NULL OR expires_at >= now())";

    private readonly NpgsqlDataSource pool = NpgsqlDataSource.Create(settings.Connection);
    private readonly string point = $"SELECT value, etag FROM {settings.Table} WHERE key = $1 AND {Visible}";
    private readonly string many = $"SELECT value, etag, key FROM {settings.Table} WHERE key = ANY ($1) AND {Visible}";
    private readonly string scan =
        $"""SELECT value, etag, key FROM {settings.Table} WHERE key COLLATE "C" >= $1 AND key COLLATE "C" < $2 AND {Visible}""";

    public ValueTask<StateRow?> ReadAsync(string key, CancellationToken cancellation) => RetriedAsync<StateRow?>(async () =>
    {
        await using var command = Command(point, new NpgsqlParameter<string> { TypedValue = key });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Row(reader) : null;
    });

    /// <summary>Rows as they were at one moment.</summary>
    public ValueTask<IReadOnlyList<StateRow?>> ReadManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
        RetriedAsync<IReadOnlyList<StateRow?>>(async () =>
        {
            var rows = new Dictionary<string, StateRow>();
            await using var command = Command(many, new NpgsqlParameter<string[]> { TypedValue = [.. keys] });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                rows[reader.GetString(2)] = Row(reader);
            }

            return [.. keys.Select(rows.GetValueOrDefault)];
        });

    public async IAsyncEnumerable<KeyValuePair<string, StateRow>> ScanAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // No text of that prefix is behind the last of all characters.
        await using var command = Command(
            scan, new NpgsqlParameter<string> { TypedValue = prefix }, new NpgsqlParameter<string> { TypedValue = prefix + "\U0010FFFF" });
        await using var reader = await RetriedAsync(() => command.ExecuteReaderAsync(cancellation));
        while (await ReportedAsync(() => reader.ReadAsync(cancellation)))
        {
            yield return KeyValuePair.Create(reader.GetString(2), Row(reader));
        }
    }

    public async Task DeleteExpiredAsync()
    {
        await using var command = pool.CreateCommand($"DELETE FROM {settings.Table} WHERE expires_at < now()");
        command.CommandTimeout = 0;
        await ReportedAsync(() => command.ExecuteNonQueryAsync());
    }

    public ValueTask DisposeAsync() => pool.DisposeAsync();

    // The pool cannot know that the server was restarted until it used one of its connections.
    private async ValueTask<T> RetriedAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (NpgsqlException failure) when (failure.IsTransient && failure.InnerException is not TimeoutException)
        {
            pool.Clear();
            return await ReportedAsync(read);
        }
        catch (Exception failure) when (PostgreSqlFailure.Is(failure))
        {
            throw Failed(failure);
        }
    }

    private static async Task<T> ReportedAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception failure) when (PostgreSqlFailure.Is(failure))
        {
            throw Failed(failure);
        }
    }

    private static DaprException Failed(Exception failure) => new($"PostgreSQL failed: {failure.Message}", failure);

    private static StateRow Row(NpgsqlDataReader reader) => new(reader.GetFieldValue<byte[]>(0), reader.GetGuid(1).ToString());

    private NpgsqlCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = pool.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
