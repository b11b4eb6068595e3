using Npgsql;

namespace Dapr.Embedded.State.PostgreSql;

/// <summary>Turns of at most one condition each, in one round trip. The condition goes first; the turn's other statements look
/// whether it left its new ETag, so that nothing of a refused turn is ever written.</summary>
internal sealed class TurnBatch(NpgsqlConnection connection, RowStatements statements) : IDisposable
{
    private readonly NpgsqlBatch batch = new(connection);
    private readonly List<(NpgsqlBatchCommand Statement, Turn Turn)> conditions = [];

    /// <summary>Whether a batch can judge the turn: a condition that deletes its row leaves no ETag to look for.</summary>
    public static bool Fits(Turn turn) =>
        turn.OnlyCondition is { } place && (place < 0 || turn.Writes.Count == 1 || turn.Writes[place].Value is not null);

    public void Add(Turn turn)
    {
        if (turn.OnlyCondition is not (>= 0 and var place))
        {
            foreach (var write in turn.Writes)
            {
                batch.BatchCommands.Add(statements.Write(write, Guid.NewGuid()));
            }

            return;
        }

        var (head, headETag) = (turn.Writes[place], Guid.NewGuid());
        var condition = statements.Write(head, headETag);
        conditions.Add((condition, turn));
        batch.BatchCommands.Add(condition);
        foreach (var write in turn.Writes.Where(write => write != head))
        {
            batch.BatchCommands.Add(statements.WriteAfter(write, Guid.NewGuid(), head.Key, headETag));
        }
    }

    /// <summary>Runs the statements and refuses the turns whose condition did not hold.</summary>
    public void Run()
    {
        if (batch.BatchCommands.Count == 0)
        {
            return;
        }

        batch.ExecuteNonQuery();
        foreach (var (_, turn) in conditions.Where(condition => condition.Statement.RecordsAffected == 0))
        {
            turn.Refusal = new StateConflictException(turn.Writes[turn.OnlyCondition!.Value].Key);
        }
    }

    public void Dispose() => batch.Dispose();
}
