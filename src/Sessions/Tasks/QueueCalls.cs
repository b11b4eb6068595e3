namespace Parley.Sessions.Tasks;

/// <summary>What callers want of the queue, in the order in which it is done: a task that comes and one that goes at the same time
/// may meet a robot that asks.</summary>
/// <param name="Enqueues">Tasks that come.</param>
/// <param name="Finishes">Tasks that go.</param>
/// <param name="Takes">The commands of robots that ask for a task.</param>
public sealed record QueueCalls(IReadOnlyList<EnqueueCommand> Enqueues, IReadOnlyList<FinishCommand> Finishes, IReadOnlyList<string> Takes);
