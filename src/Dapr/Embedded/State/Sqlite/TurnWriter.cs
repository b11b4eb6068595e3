namespace Dapr.Embedded.State.Sqlite;

/// <summary>Writes whole turns inside the transaction of their group, each all or not at all.</summary>
internal sealed class TurnWriter(Connection connection, string table, TimeProvider time)
{
    private readonly RowWriter rows = new(connection, table, time);
    private readonly Statement savepoint = connection.Prepare("SAVEPOINT turn");
    private readonly Statement rollbackToSavepoint = connection.Prepare("ROLLBACK TO turn");
    private readonly Statement release = connection.Prepare("RELEASE turn");

    /// <returns>The key that refused its write; null when all are written.</returns>
    public string? Write(Turn turn)
    {
        var (writes, condition) = (turn.Writes, turn.OnlyCondition);
        if (condition is null)
        {
            return WriteInSavepoint(writes);
        }

        // Judged first, it refuses before anything is written: there is nothing to undo.
        if (condition >= 0 && !rows.Write(writes[condition.Value]))
        {
            return writes[condition.Value].Key;
        }

        for (var i = 0; i < writes.Count; i++)
        {
            if (i != condition)
            {
                rows.Write(writes[i]);
            }
        }

        return null;
    }

    public void DeleteExpired() => rows.DeleteExpired();

    private string? WriteInSavepoint(IReadOnlyList<StateWrite> writes)
    {
        savepoint.Run();
        var refused = writes.FirstOrDefault(write => !rows.Write(write));
        if (refused is not null)
        {
            rollbackToSavepoint.Run();
        }

        release.Run();
        return refused?.Key;
    }
}
