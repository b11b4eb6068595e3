using System.Collections.Concurrent;

namespace Parley.Conformance.Actors;

/// <summary>What a test sees of its actors, and how it holds them back. It outlives restarts of the application.</summary>
public sealed class Stage
{
    private readonly ConcurrentQueue<string> seen = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> gates = new();

    /// <summary>What actors reported, in order.</summary>
    public IReadOnlyList<string> Seen => [.. seen];

    /// <summary>How many of the next activations and firings fail.</summary>
    public int Failures { get; set; }

    public void Report(string what) => seen.Enqueue(what);

    public int Count(string what) => seen.Count(entry => entry == what);

    public void FailIfTold()
    {
        if (Failures > 0)
        {
            Failures--;
            throw new InvalidOperationException("as told");
        }
    }

    public Task Pass(string gate) => Gate(gate).Task;

    public void Open(string gate) => Gate(gate).TrySetResult();

    private TaskCompletionSource Gate(string name) =>
        gates.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
