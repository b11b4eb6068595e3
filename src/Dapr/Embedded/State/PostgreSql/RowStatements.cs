using Npgsql;
using NpgsqlTypes;

namespace Dapr.Embedded.State.PostgreSql;

/// <summary>Statements that write single rows. Each says by its count of rows whether the row was as the write wants it, since
/// an error would abort the transaction that others share.</summary>
internal sealed class RowStatements(string table)
{
    private const string Visible = "(expires_at IS NULL OR expires_at >= now())";
    private const string Expiry = "now() + make_interval(secs => $4)";
    private const string Update = "DO UPDATE SET value = EXCLUDED.value, etag = EXCLUDED.etag, expires_at = EXCLUDED.expires_at, updated_at = now()";

    private readonly string insert = $"INSERT INTO {table} AS t (key, value, etag, expires_at)";

    /// <summary>The statement of a write, whatever became of others.</summary>
    /// <param name="write">The write; its ETag is a UUID or null.</param>
    /// <param name="etag">The ETag that it gives its row.</param>
    public NpgsqlBatchCommand Write(StateWrite write, Guid etag)
    {
        if (write.Value is null)
        {
            return write.ETag is null
                ? Command($"DELETE FROM {table} WHERE key = $1", Text(write.Key))
                : Command($"DELETE FROM {table} WHERE key = $1 AND etag = $2 AND {Visible}", Text(write.Key), Uuid(Guid.Parse(write.ETag)));
        }

        var row = Row(write, etag);
        return write.ETag is not null
            ? Command(
                $"""
                UPDATE {table} SET value = $2, etag = $3, expires_at = {Expiry}, updated_at = now()
                WHERE key = $1 AND etag = $5 AND {Visible}
                """,
                [.. row, Uuid(Guid.Parse(write.ETag))])
            : Command(
                $"{insert} VALUES ($1, $2, $3, {Expiry}) ON CONFLICT (key) {Update}{(write.FirstWrite ? " WHERE t.expires_at < now()" : "")}",
                row);
    }

    /// <summary>The statement of an unconditional write that does nothing unless another row has an ETag: the one that the
    /// conditional write of its turn gave it.</summary>
    public NpgsqlBatchCommand WriteAfter(StateWrite write, Guid etag, string head, Guid headETag)
    {
        if (write.Value is null)
        {
            return Command(
                $"DELETE FROM {table} WHERE key = $1 AND EXISTS (SELECT FROM {table} WHERE key = $2 AND etag = $3)",
                Text(write.Key),
                Text(head),
                Uuid(headETag));
        }

        return Command(
            $"""
            {insert} SELECT $1, $2, $3, {Expiry} WHERE EXISTS (SELECT FROM {table} WHERE key = $5 AND etag = $6)
            ON CONFLICT (key) {Update}
            """,
            [.. Row(write, etag), Text(head), Uuid(headETag)]);
    }

    private static NpgsqlParameter[] Row(StateWrite write, Guid etag) =>
    [
        Text(write.Key),
        new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = write.Value!.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
        Uuid(etag),
        new NpgsqlParameter<int?> { TypedValue = write.TimeToLive > 0 ? write.TimeToLive : null, NpgsqlDbType = NpgsqlDbType.Integer },
    ];

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter<Guid> Uuid(Guid value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Uuid };

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
