using Parley.Sessions.Catalog;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Sessions;

/// <content>What every changing turn does: gather, commit, tell.</content>
public sealed partial class SessionActor
{
    private SessionTurn Begin() => new(Now());

    private async Task FinishAsync(SessionTurn turn)
    {
        if (!Head.ReminderArmed && IsOwing)
        {
            await ArmReminderAsync();
        }

        if (!Head.ExpiryArmed && Head.Lifetime is { } lifetime)
        {
            await RegisterReminderAsync(ExpiryReminder, null, lifetime, Timeout.InfiniteTimeSpan);
            Head.ExpiryArmed = true;
        }

        turn.Writes.AddRange(await Documents.Messages(Head).FoldAsync(Head.Messages));
        turn.Writes.AddRange(await Documents.Replies(Head).FoldAsync(Head.Replies));
        await CommitAsync(turn.Writes);

        // Whatever is told comes after the commit: a turn that was refused is neither told nor counted.
        foreach (var record in turn.Closed.Where(record => record.Status != ReplyStatus.InHumanHands))
        {
            SessionMetrics.ReplyClosed(record);
        }

        SessionMetrics.Changed(turn);
        if (turn.Appended is not null || turn.Closed.Count > 0 || turn.Ended is not null)
        {
            signals.Publish(Head.Id, new SessionChange(turn.Appended, turn.Closed.FirstOrDefault(), turn.Ended));
        }

        foreach (var record in turn.Closed.Skip(1))
        {
            signals.Publish(Head.Id, new SessionChange(null, record));
        }

        turn.Owed.ForEach(debt => payers.Offer(Head.Id, debt));
        if (turn.Entries.Count > 0)
        {
            catalog.Offer(new SessionUpdate(Head.Summarize(), turn.Entries));
        }
    }

    private void AddEntry(SessionTurn turn, EntryKind kind, MessageRow? row = null, string? text = null, long number = 0)
    {
        Head.UpdatedAt = turn.Now;
        var entry = new CatalogEntry(++Head.Changes, kind, turn.Now)
        {
            Sequence = row?.Sequence ?? 0,
            Latest = Head.Messages.Count,
            MessageVersion = row?.Version ?? 0,
            Text = text,
            Number = number,
        };
        Head.Entries.Add(entry);
        turn.Entries.Add(entry with { Row = row });
    }

    /// <summary>Tells the sockets of all replicas that no reply comes; the session itself does not change by it.</summary>
    private void AddUnanswered(SessionTurn turn, ReplyRecord closed)
    {
        var entry = new CatalogEntry(++Head.Changes, EntryKind.Unanswered, turn.Now) { Latest = Head.Messages.Count, Closed = closed };
        Head.Entries.Add(entry);
        turn.Entries.Add(entry);
    }

    /// <summary>Entries that the catalog may not have, from this version on.</summary>
    private async Task<List<CatalogEntry>> ReadEntriesAsync(long fromVersion)
    {
        var entries = Head.Entries.FindAll(entry => entry.Version >= fromVersion);
        var sequences = entries.ConvertAll(entry => entry.Sequence);
        var rows = (await Documents.Messages(Head).ReadAtAsync(Head.Messages, sequences)).ToDictionary(message => message.Sequence, RowOf);
        return entries.ConvertAll(entry => entry with { Row = rows.GetValueOrDefault(entry.Sequence) });
    }

    /// <summary>Writes a message that was changed over what the log keeps of it.</summary>
    private Message Change(SessionTurn turn, Message changed)
    {
        changed = changed with { Changes = changed.Changes + 1, UpdatedAt = turn.Now };
        Head.Messages.Replace(changed.Sequence, changed);
        if (changed.ReplyTo is null)
        {
            AddEntry(turn, EntryKind.Message, RowOf(changed));
        }

        return changed;
    }

    private MessageRow RowOf(Message message) => new()
    {
        Number = message.Number,
        Sequence = message.Sequence,
        Version = message.Changes + 1,
        CreatedAt = message.CreatedAt,
        UpdatedAt = message.UpdatedAt ?? message.CreatedAt,
        SenderId = message.Sender.Id,
        SenderName = message.Sender.Name ?? message.Sender.Id,
        RobotId = message.RobotId ?? Head.RobotId,
        Type = message.Type,
        HumanIntervened = message.HumanIntervened,
        Confidence = message.Confidence,
        Score = message.Satisfaction?.Score,
        Replied = message.Answer is not null,
        RepliedAt = message.AnsweredAt,
        Deleted = message.DeletedAt is not null,
    };

    private Message Split(SessionTurn turn, Message message, bool hasBody)
    {
        var (kept, body) = MessageBodies.Split(Head, message, hasBody);
        if (body is { } document)
        {
            turn.Writes.Add(document);
        }

        return kept;
    }

    /// <summary>The message as the log keeps it; long contents stay in their documents.</summary>
    private async Task<Message> FindKeptAsync(long sequence) =>
        await Documents.Messages(Head).FindAsync(Head.Messages, sequence)
        ?? throw new DocumentFormatException($"Session '{Head.Id}' lacks message {sequence}.");

    /// <summary>Whole milliseconds, so that answers show what documents keep.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
