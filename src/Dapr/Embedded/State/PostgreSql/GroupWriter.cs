using System.Buffers;
using System.Text.Unicode;
using Npgsql;

namespace Dapr.Embedded.State.PostgreSql;

/// <summary>Commits groups of turns on the one connection that writes.</summary>
internal sealed class GroupWriter(OwnerConnection owner, string table) : IGroupWriter
{
    // Somewhat less than an index takes.
    private const int MaxKey = 2600;

    private readonly RowStatements statements = new(table);

    public void Commit(IReadOnlyList<Turn> turns)
    {
        var connection = owner.Get();
        // What the server would answer with an error must not reach it: an error takes the whole group with it.
        var possible = turns.Where(turn => (turn.Refusal = FindRefusal(turn.Writes)) is null).ToList();
        if (possible.TrueForAll(TurnBatch.Fits))
        {
            // The server takes a batch for a transaction of its own, so this is one round trip.
            WriteBatch(connection, possible);
            return;
        }

        using var transaction = connection.BeginTransaction();
        WriteInOrder(connection, possible);
        transaction.Commit();
    }

    public void Dispose() => owner.Dispose();

    private void WriteInOrder(NpgsqlConnection connection, List<Turn> turns)
    {
        var savepoint = new TurnSavepoint(connection, statements);
        for (var next = 0; next < turns.Count;)
        {
            if (!TurnBatch.Fits(turns[next]))
            {
                savepoint.Write(turns[next++]);
                continue;
            }

            var run = turns.Skip(next).TakeWhile(TurnBatch.Fits).ToList();
            WriteBatch(connection, run);
            next += run.Count;
        }
    }

    private void WriteBatch(NpgsqlConnection connection, List<Turn> turns)
    {
        using var batch = new TurnBatch(connection, statements);
        turns.ForEach(batch.Add);
        batch.Run();
    }

    private static DaprException? FindRefusal(IReadOnlyList<StateWrite> writes)
    {
        Span<byte> bytes = stackalloc byte[MaxKey];
        foreach (var write in writes)
        {
            if (write.Key.Contains('\0', StringComparison.Ordinal)
                || Utf8.FromUtf16(write.Key, bytes, out _, out _, replaceInvalidSequences: false) != OperationStatus.Done)
            {
                return new DaprException($"PostgreSQL cannot keep the key '{write.Key}': it must be text of at most {MaxKey} bytes.");
            }

            // As daprd has it, what is no ETag matches none.
            if (write.ETag is not null && !Guid.TryParse(write.ETag, out _))
            {
                return new StateConflictException(write.Key);
            }
        }

        return null;
    }
}
