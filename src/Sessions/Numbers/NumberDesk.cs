using Dapr.Actors;
using Dapr.Actors.Client;

namespace Parley.Sessions.Numbers;

/// <summary>Asks for blocks on behalf of this replica's sessions: what is asked while a call runs goes into the next one.</summary>
public sealed class NumberDesk(IActorProxyFactory proxies)
{
    private const int MaxBatch = 256;

    private readonly ISequenceActor sequence =
        proxies.CreateActorProxy<ISequenceActor>(new ActorId(SequenceActor.TheOne), nameof(SequenceActor));

    private readonly Lock gate = new();
    private List<(NumberRequest Request, TaskCompletionSource<NumberBlock> Answer)> waiting = [];
    private bool running;

    public Task<NumberBlock> TakeAsync(NumberRequest request)
    {
        var answer = new TaskCompletionSource<NumberBlock>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add((request, answer));
            if (running)
            {
                return answer.Task;
            }

            running = true;
        }

        _ = RunAsync();
        return answer.Task;
    }

    /// <summary>The highest number that was given to any session.</summary>
    public Task<long> LastAsync() => sequence.LastAsync();

    private async Task RunAsync()
    {
        while (true)
        {
            List<(NumberRequest Request, TaskCompletionSource<NumberBlock> Answer)> batch;
            lock (gate)
            {
                batch = waiting.Count <= MaxBatch ? waiting : waiting[..MaxBatch];
                waiting = waiting.Count <= MaxBatch ? [] : waiting[MaxBatch..];
                running = batch.Count > 0;
                if (!running)
                {
                    return;
                }
            }

            try
            {
                var blocks = await sequence.TakeAsync([.. batch.Select(item => item.Request)]);
                for (var i = 0; i < batch.Count; i++)
                {
                    batch[i].Answer.SetResult(blocks[i]);
                }
            }
            catch (Exception exception)
            {
                batch.ForEach(item => item.Answer.TrySetException(exception));
            }
        }
    }
}
