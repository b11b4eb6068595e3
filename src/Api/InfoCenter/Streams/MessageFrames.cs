using System.Globalization;
using Parley.Api.InfoCenter.Messages;
using Parley.Sessions;
using Parley.Sessions.Catalog;

namespace Parley.Api.InfoCenter.Streams;

/// <summary>Changes of messages, and those moments of a session when a human comes or is wanted.</summary>
internal sealed class MessageFrames(SessionReader sessions, TimeProvider time) : EventFrames(time)
{
    public override bool Tells(FeedEntry entry) => entry.Kind is not (EntryKind.Session or EntryKind.Unanswered);

    public override string RobotOf(FeedEntry entry) =>
        entry.Kind == EntryKind.Message ? entry.MessageRobotId ?? entry.RobotId : entry.RobotId;

    public override IEnumerable<FeedKey> KeysOf(string eventId)
    {
        if (MessageViews.NumberOf(eventId) is { } created)
        {
            return [FeedKey.OfMessage(created, 1)];
        }

        // A session may be named like a message.
        return Parse(eventId) is not { } parsed ? []
            : MessageViews.NumberOf(parsed.Name) is { } changed ? [FeedKey.OfMessage(changed, parsed.Version), FeedKey.OfSession(parsed.Name, parsed.Version)]
            : [FeedKey.OfSession(parsed.Name, parsed.Version)];
    }

    protected override Task<byte[]> MakeAsync(FeedEntry entry) => entry.Kind switch
    {
        EntryKind.Message => MessageAsync(entry),
        EntryKind.Intervention => WhileThereAsync(entry, () => Frame.Of(
            "intervention",
            IdOf(entry),
            new InfoIntervention(entry.SessionId, entry.RobotId, entry.Text ?? "", InfoTime.Of(entry.At)),
            InfoJson.Default.InfoIntervention)),
        _ => WhileThereAsync(entry, () => Frame.Of(
            "intervention-needed",
            IdOf(entry),
            new InfoInterventionNeeded(entry.SessionId, MessageViews.IdOf(entry.Number), entry.Text ?? "", InfoTime.Of(entry.At)),
            InfoJson.Default.InfoInterventionNeeded)),
    };

    private async Task<byte[]> MessageAsync(FeedEntry entry)
    {
        var id = MessageViews.IdOf(entry.Number);
        return await sessions.ReadShownAsync([new MessageLocation(entry.SessionId, entry.Sequence, entry.Number)]) is [var shown]
            ? Frame.Of(
                "message",
                entry.MessageVersion <= 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}:{entry.MessageVersion}"),
                MessageViews.Of(shown),
                InfoJson.Default.InfoMessage)
            : [];
    }

    private async Task<byte[]> WhileThereAsync(FeedEntry entry, Func<byte[]> frame) =>
        await sessions.FindAsync(entry.SessionId) is { } head && head.Generation == entry.Generation ? frame() : [];
}
