using System.Collections.Immutable;

namespace Parley.Sessions;

/// <summary>Tells this process what committed turns changed. Handlers must not block; what they miss they read from the store.</summary>
public sealed class SessionSignals
{
    private readonly Lock gate = new();
    private ImmutableDictionary<string, ImmutableList<Action<SessionChange>>> handlers =
        ImmutableDictionary.Create<string, ImmutableList<Action<SessionChange>>>(StringComparer.Ordinal);

    private TaskCompletionSource wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed while there is a subscriber.</summary>
    public Task Wanted => Volatile.Read(ref wanted).Task;

    public IDisposable Subscribe(string sessionId, Action<SessionChange> handler)
    {
        lock (gate)
        {
            handlers = handlers.SetItem(sessionId, handlers.GetValueOrDefault(sessionId, []).Add(handler));
            wanted.TrySetResult();
        }

        return new Subscription(this, sessionId, handler);
    }

    public void Publish(string sessionId, SessionChange change)
    {
        foreach (var handler in handlers.GetValueOrDefault(sessionId, []))
        {
            handler(change);
        }
    }

    /// <summary>Says to everybody that there may be something new.</summary>
    public void PublishUnknown()
    {
        foreach (var handler in handlers.Values.SelectMany(handlers => handlers))
        {
            handler(SessionChange.Unknown);
        }
    }

    private void Unsubscribe(string sessionId, Action<SessionChange> handler)
    {
        lock (gate)
        {
            var left = handlers.GetValueOrDefault(sessionId, []).Remove(handler);
            handlers = left.IsEmpty ? handlers.Remove(sessionId) : handlers.SetItem(sessionId, left);
            wanted = handlers.IsEmpty ? new(TaskCreationOptions.RunContinuationsAsynchronously) : wanted;
        }
    }

    private sealed class Subscription(SessionSignals signals, string sessionId, Action<SessionChange> handler) : IDisposable
    {
        public void Dispose() => signals.Unsubscribe(sessionId, handler);
    }
}
