using Dapr.Actors;
using Dapr.Actors.Client;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Tasks;

/// <summary>Calls the queue on behalf of this replica: what is asked while a call runs goes into the next one, and shares its commit.</summary>
public sealed class TaskQueueDesk(
    IActorProxyFactory proxies, [FromKeyedServices(TaskQueueActor.Component)] DocumentStore documents)
{
    private const int MaxBatch = 256;

    private static readonly ActorProxyOptions Options = new() { RequestTimeout = TimeSpan.FromSeconds(30) };

    private readonly ITaskQueueActor queue =
        proxies.CreateActorProxy<ITaskQueueActor>(new ActorId(TaskQueueActor.TheOne), nameof(TaskQueueActor), Options);

    private readonly Lock gate = new();
    private readonly Line<EnqueueCommand, QueuedTask> enqueues = new();
    private readonly Line<FinishCommand, FinishStatus> finishes = new();
    private readonly Line<string, QueuedTask?> takes = new();
    private bool running;

    public Task<QueuedTask> EnqueueAsync(EnqueueCommand command) => AskAsync(enqueues, command);

    public Task<FinishStatus> FinishAsync(FinishCommand command) => AskAsync(finishes, command);

    /// <summary>The next task; null when none waits.</summary>
    /// <param name="commandId">Made by the caller; a repeat of it gets the same delivery as long as that lasts.</param>
    public Task<QueuedTask?> TakeAsync(string commandId) => AskAsync(takes, commandId);

    /// <summary>The task as it was written last; null when there is none, or it was finished a day ago.</summary>
    public Task<QueuedTask?> FindAsync(long taskId, CancellationToken cancellation = default) =>
        documents.FindAsync<QueuedTask>(TaskQueueTurn.KeyOf(taskId), cancellation);

    public Task<QueuedTask[]> ListWaitingAsync(int limit) => queue.ListWaitingAsync(limit);

    public Task<QueuedTask[]> ListDeadAsync(int limit) => queue.ListDeadAsync(limit);

    private Task<TAnswer> AskAsync<TCall, TAnswer>(Line<TCall, TAnswer> line, TCall call)
    {
        Task<TAnswer> answer;
        lock (gate)
        {
            answer = line.Add(call);
            if (running)
            {
                return answer;
            }

            running = true;
        }

        _ = RunAsync();
        return answer;
    }

    private async Task RunAsync()
    {
        while (true)
        {
            Line<EnqueueCommand, QueuedTask>.Batch coming;
            Line<FinishCommand, FinishStatus>.Batch going;
            Line<string, QueuedTask?>.Batch asking;
            lock (gate)
            {
                (coming, going, asking) = (enqueues.Next(MaxBatch), finishes.Next(MaxBatch), takes.Next(MaxBatch));
                running = coming.Calls.Count + going.Calls.Count + asking.Calls.Count > 0;
                if (!running)
                {
                    return;
                }
            }

            try
            {
                var answers = await queue.ServeAsync(new QueueCalls(coming.Calls, going.Calls, asking.Calls));
                coming.Answer(answers.Enqueues);
                going.Answer(answers.Finishes);
                asking.Answer(answers.Takes);
            }
            catch (Exception exception)
            {
                coming.Fail(exception);
                going.Fail(exception);
                asking.Fail(exception);
            }
        }
    }
}
