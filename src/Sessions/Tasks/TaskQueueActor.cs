using Dapr.Actors.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Sessions.Documents;
using Parley.Sessions.Turns;

namespace Parley.Sessions.Tasks;

/// <summary>The tasks that robots are to do: five lanes, leases, and a list of those that were given up.</summary>
public sealed class TaskQueueActor(
    ActorHost host,
    [FromKeyedServices(TaskQueueActor.Component)] DocumentStore documents,
    IOptions<TaskOptions> options,
    TimeProvider time)
    : TurnActor<TaskQueueHead>(host, documents), ITaskQueueActor
{
    public const string Component = "taskqueue";
    public const string TheOne = "tasks";

    protected override string HeadKey => "queue.head";

    public Task<QueueAnswers> ServeAsync(QueueCalls calls) => TurnAsync(calls, async calls =>
    {
        var turn = NewTurn();
        await turn.ExpireAsync();
        var answers = new QueueAnswers(
            await turn.EnqueueAsync(calls.Enqueues), await turn.FinishAsync(calls.Finishes), await turn.TakeAsync(calls.Takes));
        await CommitAsync(turn);
        return answers;
    });

    public Task<QueuedTask[]> ListWaitingAsync(int limit) => ListAsync(turn => turn.ListWaitingAsync(limit));

    public Task<QueuedTask[]> ListDeadAsync(int limit) => ListAsync(turn => turn.ListDeadAsync(limit));

    protected override TaskQueueHead NewHead() => new();

    private Task<QueuedTask[]> ListAsync(Func<TaskQueueTurn, Task<QueuedTask[]>> list) => TurnAsync(list, async list =>
    {
        var turn = NewTurn();
        await turn.ExpireAsync();
        var tasks = await list(turn);
        await CommitAsync(turn);
        return tasks;
    });

    private TaskQueueTurn NewTurn() => new(Head, new TurnDocuments(Documents, HeadExists), options.Value, time.GetUtcNow());

    /// <summary>A robot that asks in vain costs no write.</summary>
    private async Task CommitAsync(TaskQueueTurn turn)
    {
        if (turn.Documents.HasChanges)
        {
            await CommitAsync(turn.Documents.Changes);
        }

        TaskQueueMetrics.Tell(Head);
    }
}
