namespace Dapr.Embedded.State;

/// <summary>How a store writes a group of turns. One thread calls it, and it may block that thread.</summary>
internal interface IGroupWriter : IDisposable
{
    /// <summary>Commits the turns in one transaction, each all or not at all. One whose conditions do not hold gets a
    /// <see cref="Turn.Refusal"/> and leaves nothing.</summary>
    /// <remarks>Whatever it throws fails all the turns.</remarks>
    void Commit(IReadOnlyList<Turn> turns);
}
