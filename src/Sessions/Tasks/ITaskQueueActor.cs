using Dapr.Actors;

namespace Parley.Sessions.Tasks;

public interface ITaskQueueActor : IActor
{
    /// <summary>Serves many callers in one turn. A repeat of it changes nothing more.</summary>
    Task<QueueAnswers> ServeAsync(QueueCalls calls);

    /// <summary>The first tasks that wait, in the order in which they will be taken.</summary>
    Task<QueuedTask[]> ListWaitingAsync(int limit);

    /// <summary>The first tasks that were given up.</summary>
    Task<QueuedTask[]> ListDeadAsync(int limit);
}
