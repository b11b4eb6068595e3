namespace Parley.Sessions.Tasks;

/// <summary>One answer a call, in the calls' order.</summary>
public sealed record QueueAnswers(
    IReadOnlyList<QueuedTask> Enqueues, IReadOnlyList<FinishStatus> Finishes, IReadOnlyList<QueuedTask?> Takes);
