namespace Dapr.Embedded.State.Sqlite;

/// <summary>Commits groups of turns on the one connection that writes.</summary>
internal sealed class GroupWriter(Connection connection, string table, TimeProvider time) : IGroupWriter
{
    private readonly TurnWriter turns = new(connection, table, time);
    private readonly Statement begin = connection.Prepare("BEGIN IMMEDIATE");
    private readonly Statement commit = connection.Prepare("COMMIT");
    private volatile bool sweepIsDue;

    /// <summary>Has the next commit remove expired rows.</summary>
    public void SweepWithNextCommit() => sweepIsDue = true;

    public void Commit(IReadOnlyList<Turn> turns)
    {
        try
        {
            begin.Run();
            foreach (var turn in turns)
            {
                turn.Refusal = this.turns.Write(turn) is { } key ? new StateConflictException(key) : null;
            }

            if (sweepIsDue)
            {
                sweepIsDue = false;
                this.turns.DeleteExpired();
            }

            commit.Run();
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public void Dispose() => connection.Dispose();

    private void RollBack()
    {
        try
        {
            if (connection.InTransaction)
            {
                connection.Execute("ROLLBACK");
            }
        }
        catch (DaprException)
        {
            // The next BEGIN fails on what is left and says so.
        }
    }
}
