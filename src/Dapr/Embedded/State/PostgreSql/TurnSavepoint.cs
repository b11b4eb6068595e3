using Npgsql;

namespace Dapr.Embedded.State.PostgreSql;

/// <summary>A turn whose conditions no batch can judge, inside the transaction of its group.</summary>
internal sealed class TurnSavepoint(NpgsqlConnection connection, RowStatements statements)
{
    /// <summary>Writes all of the turn, or refuses it and leaves nothing of it.</summary>
    public void Write(Turn turn)
    {
        using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand("SAVEPOINT turn") } };
        foreach (var write in turn.Writes)
        {
            batch.BatchCommands.Add(statements.Write(write, Guid.NewGuid()));
        }

        batch.ExecuteNonQuery();
        for (var i = 0; i < turn.Writes.Count && turn.Refusal is null; i++)
        {
            if (turn.Writes[i].IsConditional && batch.BatchCommands[i + 1].RecordsAffected == 0)
            {
                turn.Refusal = new StateConflictException(turn.Writes[i].Key);
            }
        }

        using var end = new NpgsqlCommand(turn.Refusal is null ? "RELEASE turn" : "ROLLBACK TO turn; RELEASE turn", connection);
        end.ExecuteNonQuery();
    }
}
