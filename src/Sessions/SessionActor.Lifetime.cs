using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;
using Parley.Sessions.Snapshots;

namespace Parley.Sessions;

/// <content>How a session comes, and how it goes.</content>
public sealed partial class SessionActor
{
    private const string ExpiryReminder = "expiry";
    private const int PagesErasedAtOnce = 128;
    private const int BatchesErasedAtOnce = 8;

    private static readonly TimeSpan MinExpiryWait = TimeSpan.FromSeconds(1);

    private bool Exists => Head.Id.Length > 0 && !Head.Deleted;

    /// <summary>The generation that the next message is of.</summary>
    private int NextGeneration => Head.Generation + (Head.Deleted ? 1 : 0);

    public Task<CreateStatus> CreateAsync(CreateCommand command) => TurnAsync(command, async command =>
    {
        if (Exists && !Head.IsGone(Now()))
        {
            return CreateStatus.Exists;
        }

        var turn = Begin();
        DeleteExpired(turn);
        StartSession(turn, command);
        AddEntry(turn, EntryKind.Session);
        await FinishAsync(turn);
        return CreateStatus.Created;
    });

    public Task<bool> DeleteAsync(DeleteSessionCommand command) => TurnAsync(command, async command =>
    {
        if (!Exists || Head.IsGone(Now()))
        {
            return Head.Commands.Find(command.Id) is not null;
        }

        var turn = Begin();
        Delete(turn);
        Head.Commands.Add(command.Id, 0);
        await FinishAsync(turn);
        return true;
    });

    public Task ExpireAsync() => TurnAsync(ExpiryReminder, async _ =>
    {
        var turn = Begin();
        DeleteExpired(turn);
        if (turn.Entries.Count > 0)
        {
            await FinishAsync(turn);
        }

        return true;
    });

    private void StartSession(SessionTurn turn, CreateCommand command)
    {
        Head.Generation = NextGeneration;
        (Head.Deleted, Head.Id, Head.Channel, Head.Name, Head.Lifetime) = (false, command.SessionId, command.Channel, command.Name, command.Lifetime);
        Head.Robot = command.RobotId == command.Channel ? null : command.RobotId;
        Head.CreatedAt = Head.LastActivityAt = turn.Now;
    }

    /// <summary>Leaves a tombstone; what the conversation had is erased later, a part at a time.</summary>
    private void Delete(SessionTurn turn)
    {
        (Head.Erasures ??= []).Add(new Erasure(Head.Generation, Head.Messages.Count, Head.Replies.Count, 0, turn.Now));
        while (Head.Turns?.FirstOrDefault() is { } waiting)
        {
            End(turn, waiting, TurnStatus.Failed, 0);
        }

        turn.Owed.Clear();
        Head.Deleted = true;
        (Head.Messages, Head.Replies, Head.Numbers) = (new Log<Message>(), new Log<ReplyRecord>(), null);
        (Head.Shown, Head.LastShown, Head.SeenByHuman, Head.DeletedMessages, Head.DeletedReplies) = (0, 0, 0, 0, 0);
        (Head.User, Head.Tags, Head.Metadata, Head.Satisfaction, Head.Intervention) = (null, null, null, null, null);
        (Head.Status, Head.NeedsHuman, Head.Unanswered, Head.Lifetime) = (SessionStatus.Active, false, 0, null);
        Head.Debts.ToList().ForEach(debt => Settle(turn, debt));
        AddEntry(turn, EntryKind.Session);
    }

    /// <summary>Deletes what has outlived its lifetime, before its id is used again.</summary>
    private void DeleteExpired(SessionTurn turn)
    {
        if (Exists && Head.IsGone(turn.Now))
        {
            Delete(turn);
        }
    }

    private async Task<bool> ExpireInTurnAsync(string reminder)
    {
        var turn = Begin();
        var due = Head.LastActivityAt + Head.Lifetime - turn.Now;
        if (due > TimeSpan.Zero || Head.Turns is { Count: > 0 })
        {
            await RegisterReminderAsync(reminder, null, due > MinExpiryWait ? due.Value : MinExpiryWait, Timeout.InfiniteTimeSpan);
            return false;
        }

        DeleteExpired(turn);
        Head.ExpiryArmed = false;
        if (HeadExists)
        {
            await FinishAsync(turn);
        }

        return true;
    }

    /// <summary>Erases a part of what deleted conversations left; what the head says is left may be gone already.</summary>
    private async Task<bool> EraseAsync()
    {
        if (Head.Erasures?.FirstOrDefault() is not { } erasure)
        {
            return false;
        }

        if (await Documents.FindAsync<SnapshotsHead>(SnapshotsHead.Key) is { } snapshots && snapshots.Need(erasure, Now()))
        {
            return false;
        }

        var former = new SessionHead { Id = Head.Id, Generation = erasure.Generation };
        var lastPage = LogLimits.PageOf(Math.Max(erasure.Messages, erasure.Replies));
        var (messages, replies) = (Documents.Messages(former), Documents.Replies(former));
        for (var batch = 0; batch < BatchesErasedAtOnce && erasure.Page <= lastPage; batch++)
        {
            var pages = Enumerable.Range(0, PagesErasedAtOnce).Select(page => erasure.Page + page).Where(page => page <= lastPage).ToList();
            var bodies = (await messages.ReadPagesAsync(pages)).Where(message => message.HasBody).Select(message => SessionKeys.Body(former, message.Sequence));
            await Documents.WriteAsync([.. pages.Select(messages.Key).Concat(pages.Select(replies.Key)).Concat(bodies).Select(key => new Document(key, null))]);
            erasure = erasure with { Page = pages[^1] + 1 };
        }

        Head.Erasures[0] = erasure;
        if (erasure.Page > lastPage)
        {
            await Documents.WriteAsync([new Document(SessionKeys.Holes(former), null)]);
            Head.Erasures.RemoveAt(0);
        }

        return true;
    }
}
