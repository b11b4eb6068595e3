using Dapr.Sidecar.Grpc;

namespace Parley.Sidecar.Workflows;

/// <summary>What a stand-in does wrong or otherwise, from now on.</summary>
public sealed class HubMisbehaviour
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<(GrpcStatus? Status, bool After)>> answers = new(StringComparer.Ordinal);
    private CancellationTokenSource streams = new();

    /// <summary>Whether every work item is sent twice.</summary>
    public bool RepeatsItems { get; set; }

    /// <summary>Whether instances are kept, but neither started nor said to be, until something else happens to them.</summary>
    public bool ForgetsStarts { get; set; }

    /// <summary>Whether turns come without their history, which must be asked for.</summary>
    public bool StreamsHistory { get; set; }

    /// <summary>Whether deliveries are told apart by completion tokens, as releases after 1.18.3 do.</summary>
    public bool SendsTokens { get; set; }

    /// <summary>How long every call but the stream waits before it is done.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Cuts all streams of work items; new ones may be opened.</summary>
    public void CutStreams()
    {
        var cut = Interlocked.Exchange(ref streams, new CancellationTokenSource());
        cut.Cancel();
        cut.Dispose();
    }

    /// <summary>Answers the next calls of a method with a status, and does nothing of what they ask.</summary>
    /// <param name="method">The method's name, without its service.</param>
    /// <param name="count">How many calls.</param>
    /// <param name="status">A gRPC status.</param>
    public void RefuseNext(string method, int count, int status) => Plan(method, count, ((GrpcStatus)status, false));

    /// <summary>Cuts the next calls of a method before anything of what they ask is done.</summary>
    public void CutNext(string method, int count) => Plan(method, count, (null, false));

    /// <summary>Does what the next calls of a method ask, and cuts them instead of answering.</summary>
    public void CutNextAnswer(string method, int count) => Plan(method, count, (null, true));

    internal CancellationToken StreamsCut => Volatile.Read(ref streams).Token;

    /// <summary>What becomes of this call; a null status is a cut.</summary>
    internal bool TryTake(string method, out (GrpcStatus? Status, bool After) planned)
    {
        lock (gate)
        {
            planned = default;
            return answers.TryGetValue(method, out var queue) && queue.TryDequeue(out planned);
        }
    }

    private void Plan(string method, int count, (GrpcStatus? Status, bool After) planned)
    {
        lock (gate)
        {
            if (!answers.TryGetValue(method, out var queue))
            {
                answers[method] = queue = [];
            }

            for (var call = 0; call < count; call++)
            {
                queue.Enqueue(planned);
            }
        }
    }
}
