using Dapr.Sidecar.Grpc;
using Microsoft.Extensions.Logging;

namespace Dapr.Sidecar.Workflows;

/// <summary>Hands what became of a work item to the sidecar, again and again until it is taken.</summary>
internal sealed partial class Completion(ILogger log)
{
    /// <summary>A sidecar that refuses this often does not wait for the item any more.</summary>
    private const int MostRefusals = 8;

    /// <param name="name">What is completed, for the log.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="isWanted">Whether the sidecar may still wait for it.</param>
    /// <param name="cancellation">Ends the tries.</param>
    public async Task SendAsync(string name, Func<CancellationToken, Task> send, Func<bool> isWanted, CancellationToken cancellation)
    {
        for (int failures = 0, refusals = 0; isWanted(); failures++)
        {
            try
            {
                await send(cancellation);
                return;
            }
            catch (RpcException failure)
            {
                refusals += failure.IsTransient ? 0 : 1;
                if (refusals == MostRefusals)
                {
                    LogGivenUp(failure, name);
                    return;
                }

                if (failures == 0)
                {
                    LogRetried(failure, name);
                }
            }

            await BackOff.PauseAsync(failures, cancellation);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The sidecar did not take what became of {Item}; it is handed over again.")]
    private partial void LogRetried(Exception exception, string item);

    [LoggerMessage(LogLevel.Warning, "The sidecar does not take what became of {Item}. It sends the item again when it still needs it.")]
    private partial void LogGivenUp(Exception exception, string item);
}
