using Dapr.Actors;

namespace Parley.Sessions.Pairs;

public interface IPairActor : IActor
{
    Task<CreateTaskResult> CreateAsync(CreateTaskCommand command);

    /// <returns>The session; null when there is no such task, its session is final, or the lease is stale.</returns>
    Task<PairSession?> CompleteAsync(CompleteTaskCommand command);

    Task<UploadResult> UploadAsync(UploadCommand command);
}
