namespace Parley.Sessions.Tasks;

/// <summary>Calls of one kind that wait for the next turn.</summary>
internal sealed class Line<TCall, TAnswer>
{
    private readonly Queue<(TCall Call, TaskCompletionSource<TAnswer> Answer)> waiting = [];

    public Task<TAnswer> Add(TCall call)
    {
        var answer = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue((call, answer));
        return answer.Task;
    }

    public Batch Next(int limit)
    {
        var batch = new Batch([], []);
        while (batch.Calls.Count < limit && waiting.TryDequeue(out var next))
        {
            batch.Calls.Add(next.Call);
            batch.Waiting.Add(next.Answer);
        }

        return batch;
    }

    internal sealed record Batch(List<TCall> Calls, List<TaskCompletionSource<TAnswer>> Waiting)
    {
        public void Answer(IReadOnlyList<TAnswer> answers)
        {
            for (var i = 0; i < Waiting.Count; i++)
            {
                Waiting[i].TrySetResult(answers[i]);
            }
        }

        public void Fail(Exception exception) => Waiting.ForEach(answer => answer.TrySetException(exception));
    }
}
