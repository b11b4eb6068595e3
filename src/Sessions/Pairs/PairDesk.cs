using Dapr.Actors;
using Dapr.Actors.Client;
using Parley.Sessions.Tasks;

namespace Parley.Sessions.Pairs;

/// <summary>Calls pairs and their queue on behalf of contracts.</summary>
public sealed class PairDesk(IActorProxyFactory proxies, PairReader pairs, TaskQueueDesk queue)
{
    // An upload of many messages takes as many turns of its session.
    private static readonly ActorProxyOptions Options = new() { RequestTimeout = TimeSpan.FromSeconds(60) };

    public Task<CreateTaskResult> CreateAsync(CreateTaskCommand command) => Pair(command.AccountId, command.ShopName).CreateAsync(command);

    /// <summary>The session; null when it has no task, is final, or the lease is stale.</summary>
    public async Task<PairSession?> CompleteAsync(CompleteTaskCommand command) =>
        await pairs.FindAsync(command.SessionId) is { Session: var session }
            ? await Pair(session.AccountId, session.ShopName).CompleteAsync(command)
            : null;

    public Task<UploadResult> UploadAsync(UploadCommand command) => Pair(command.AccountId, command.ShopName).UploadAsync(command);

    /// <summary>The next task with something to send; null when there is none. Tasks whose session is over leave the queue.</summary>
    public async Task<QueuedTask?> TakeAsync()
    {
        while (await queue.TakeAsync(Guid.NewGuid().ToString("N")) is { } task)
        {
            if (await FindOpenAsync(task) is not null)
            {
                return task;
            }

            await queue.FinishAsync(new FinishCommand(task.Id, null));
        }

        return null;
    }

    private async Task<PairSession?> FindOpenAsync(QueuedTask task) =>
        await pairs.FindAsync(TaskNumber.SessionId(task.Id)) is { Session: { Sending: SendingStatus.Open } session } && session.State.IsLive() ? session : null;

    private IPairActor Pair(string accountId, string shopName) =>
        proxies.CreateActorProxy<IPairActor>(new ActorId(PairKeys.ActorId(accountId, shopName)), nameof(PairActor), Options);
}
