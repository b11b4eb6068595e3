using Parley.Sessions.Catalog;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Pairs;

/// <summary>Reads the sessions of pairs from their documents, without a turn.</summary>
public sealed class PairReader(DocumentStore documents, SessionReader sessions)
{
    /// <summary>A session as it stands, with its conversation; null when there is none, or it is deleted.</summary>
    public async Task<(PairSession Session, SessionHead Head)?> FindAsync(string sessionId, CancellationToken cancellation = default)
    {
        var session = await documents.FindAsync<PairSession>(PairKeys.Session(sessionId), cancellation);
        return session is not null && await sessions.FindAsync(sessionId, cancellation) is { } head ? (Follow(session, head), head) : null;
    }

    public async Task<IReadOnlyDictionary<string, PairSession>> FindManyAsync(IReadOnlyList<string> sessionIds, CancellationToken cancellation = default)
    {
        var found = (await documents.FindManyAsync<PairSession>([.. sessionIds.Select(PairKeys.Session)], cancellation)).Values;
        var heads = (await sessions.FindManyAsync(sessionIds, cancellation)).ToDictionary(head => head.Id);
        return found.Where(session => heads.ContainsKey(session.Id)).ToDictionary(session => session.Id, session => Follow(session, heads[session.Id]));
    }

    /// <summary>What an operator does to a conversation reaches its pair when the pair, or a reader, looks.</summary>
    private static PairSession Follow(PairSession session, SessionHead head) =>
        head.Status != SessionStatus.Active && session.State.After(PairSessionEvent.Closed) is { } closed ? session.With(closed, head.UpdatedAt) : session;
}
