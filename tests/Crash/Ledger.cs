using System.Collections.Concurrent;

namespace Parley.Crash.Tests;

/// <summary>What clients tried and what the service answered, kept outside of it. Contents are unique: they name their message.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, string> attempts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Acknowledgement> acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> problems = new();
    private int unanswered;
    private int refused;

    /// <summary>Requests that no answer came to.</summary>
    public int Unanswered => unanswered;

    /// <summary>Requests that were answered 503.</summary>
    public int Refused => refused;

    public IReadOnlyCollection<Acknowledgement> Acknowledged => [.. acknowledged.Values];

    public IReadOnlyCollection<string> Problems => problems;

    public void Attempt(string sessionId, string content) => attempts[content] = sessionId;

    public bool WasAttempted(string sessionId, string content) => attempts.TryGetValue(content, out var session) && session == sessionId;

    public void Acknowledge(Acknowledgement given)
    {
        var first = acknowledged.GetOrAdd(given.Content, given);
        if (first != given)
        {
            Complain($"One request took effect twice: {first}, then {given}.");
        }
    }

    public void Unanswer() => Interlocked.Increment(ref unanswered);

    public void Refuse() => Interlocked.Increment(ref refused);

    public void Complain(string problem) => problems.Enqueue(problem);
}
