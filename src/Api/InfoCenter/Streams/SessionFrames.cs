using Parley.Api.InfoCenter.Sessions;
using Parley.Sessions;
using Parley.Sessions.Catalog;

namespace Parley.Api.InfoCenter.Streams;

/// <summary>Every change is one of its session, but that a reply fails.</summary>
internal sealed class SessionFrames(SessionReader sessions, TimeProvider time) : EventFrames(time)
{
    public override bool Tells(FeedEntry entry) => entry.Kind != EntryKind.Unanswered;

    public override string RobotOf(FeedEntry entry) => entry.RobotId;

    public override IEnumerable<FeedKey> KeysOf(string eventId) =>
        Parse(eventId) is { } parsed ? [FeedKey.OfSession(parsed.Name, parsed.Version)] : [];

    protected override async Task<byte[]> MakeAsync(FeedEntry entry) =>
        await sessions.FindAsync(entry.SessionId) is { } head && head.Generation == entry.Generation
            ? Frame.Of("session", IdOf(entry), await sessions.ShowAsync(head, CancellationToken.None), InfoJson.Default.InfoSession)
            : [];
}
