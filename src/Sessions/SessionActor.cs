using Dapr.Actors.Runtime;
using Microsoft.Extensions.Options;
using Parley.Sessions.Debts;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;
using Parley.Sessions.Turns;

namespace Parley.Sessions;

/// <summary>One conversation: its order, its owed replies, its documents.</summary>
public sealed class SessionActor(
    ActorHost host,
    DocumentStore documents,
    SessionSignals signals,
    DebtPayers payers,
    IOptions<SessionOptions> options,
    TimeProvider time)
    : TurnActor<SessionHead>(host, documents), ISessionActor, IRemindable
{
    private const string DebtReminder = "debts";

    private static readonly TimeSpan ReplyGrace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReminderIdle = TimeSpan.FromMinutes(10);

    protected override string HeadKey => SessionKeys.HeadOf(Id.GetId());

    public Task<AppendResult> AppendAsync(AppendCommand command) => TurnAsync(command, AppendInTurnAsync);

    public Task<bool> CloseReplyAsync(CloseReplyCommand command) => TurnAsync(command, async command =>
    {
        if (FindReplyDebt(command.Sequence) is not { } debt)
        {
            return false;
        }

        var closed = await CloseAsync(debt, command.Status, null, Now());
        await CommitAsync(await FoldAsync());
        Tell(null, closed);
        return true;
    });

    public Task<EditResult> EditAsync(EditCommand command) => throw new NotSupportedException();

    public Task<DeleteStatus> DeleteMessageAsync(long sequence) => throw new NotSupportedException();

    public Task<UpdateStatus> UpdateAsync(UpdateCommand command) => throw new NotSupportedException();

    public Task<bool> JudgeAsync(JudgeCommand command) => throw new NotSupportedException();

    public Task SettleAsync(long version) => throw new NotSupportedException();

    public Task<Catalog.SessionUpdate?> ReadOwedAsync(long fromVersion) => throw new NotSupportedException();

    public Task WakeAsync() => throw new NotSupportedException();

    /// <summary>Offers what is unpaid to the payers of this replica, and gives up on replies that no workflow will make.</summary>
    public Task ReceiveReminderAsync(string reminderName, byte[] state, TimeSpan dueTime, TimeSpan period) => TurnAsync(reminderName, async _ =>
    {
        var now = Now();
        var closed = new List<ReplyRecord>();
        foreach (var debt in Head.Debts.ToList())
        {
            if (now - debt.Since > options.Value.ReplyTimeout + ReplyGrace)
            {
                closed.Add(await CloseAsync(debt, ReplyStatus.TimedOut, null, now));
            }
            else
            {
                payers.Offer(Head.Id, debt);
            }
        }

        // The head forgets the reminder before the reminder is gone, never the other way round.
        var disarm = Head.Debts.Count == 0 && now - Head.LastActivityAt > ReminderIdle;
        Head.ReminderArmed &= !disarm;
        if (HeadExists && (closed.Count > 0 || disarm))
        {
            await CommitAsync(await FoldAsync());
        }

        closed.ForEach(record => Tell(null, record));
        if (disarm)
        {
            await UnregisterReminderAsync(DebtReminder);
        }

        return true;
    });

    protected override SessionHead NewHead() => new() { Id = "" };

    private async Task<AppendResult> AppendInTurnAsync(AppendCommand command)
    {
        if (await FindRepeatAsync(command) is { } repeated)
        {
            return new AppendResult(AppendStatus.Repeated, repeated);
        }

        var answered = command.Answers is { } sequence ? FindReplyDebt(sequence) : null;
        if (command.Answers is not null && answered is null)
        {
            return new AppendResult(AppendStatus.ReplyClosed);
        }

        if (Head.Debts.Count >= options.Value.MaxDebts && answered is null)
        {
            return new AppendResult(AppendStatus.Overloaded);
        }

        var next = Head.Messages.Count + 1;
        if (Head.Numbers?.Covers(next) != true)
        {
            if (command.Numbers?.FirstSequence != next)
            {
                return new AppendResult(AppendStatus.NumbersNeeded) { Generation = Head.Generation, NextSequence = next };
            }

            Head.Numbers = command.Numbers;
        }

        var now = Now();
        if (!HeadExists)
        {
            (Head.Id, Head.Channel, Head.CreatedAt) = (command.SessionId, command.Channel, now);
        }

        Head.LastActivityAt = now;
        var message = Compose(command, answered, next, Head.Numbers.NumberOf(next), now);
        var writes = new List<Document>();
        Head.Messages.Append(Split(message, hasBody: false, writes));
        Head.Commands.Add(command.Id, next);

        var closed = answered is null ? null : await CloseAsync(answered, ReplyStatus.Replied, message.Number, now);
        if (message.Sender.Role == SenderRole.Staff)
        {
            Head.Intervention = new Intervention(
                message.Sender.Id, IsInHumanHands(now) ? Head.Intervention!.Since : now, now, "");
        }

        Debt? debt = null;
        if (command.Message.OwedReply)
        {
            var record = NewRecord(message, IsInHumanHands(now));
            Head.Replies.Append(record);
            closed = record.Status == ReplyStatus.Open ? closed : record;
            debt = record.Status == ReplyStatus.Open ? await OweReplyAsync(message) : null;
        }

        writes.AddRange(await FoldAsync());
        await CommitAsync(writes);
        Tell(message, closed);
        if (debt is not null)
        {
            payers.Offer(Head.Id, debt);
        }

        return new AppendResult(AppendStatus.Appended, message);
    }

    private async Task<Message?> FindRepeatAsync(AppendCommand command)
    {
        var pages = Documents.Messages(Head);
        if (Head.Commands.Find(command.Id) is { } sequence && await pages.FindAsync(Head.Messages, sequence) is { } known)
        {
            return await Documents.WithBodyAsync(Head, known);
        }

        // Only a repeat that was cut off comes further than the latest page; the margin is for clocks of other replicas.
        for (var last = Head.Messages.Count; command.ClaimedAt - ClockMargin is { } since && last > 0; last -= LogLimits.PageSize)
        {
            var window = await pages.ReadAsync(Head.Messages, last - LogLimits.PageSize + 1, last);
            if (window.Find(message => message.CommandId == command.Id) is { } found)
            {
                return await Documents.WithBodyAsync(Head, found);
            }

            if (window.Count == 0 || window[0].CreatedAt < since)
            {
                break;
            }
        }

        return null;
    }

    private static Message Compose(AppendCommand command, Debt? answered, long sequence, long number, DateTimeOffset now) => new()
    {
        Number = number,
        Sequence = sequence,
        Sender = command.Message.Sender,
        Content = command.Message.Content,
        Type = command.Message.Type,
        CreatedAt = now,
        ReplyTo = answered is null ? null : new MessageReference(answered.Sequence, answered.Number, answered.Since),
        CommandId = command.ClaimedAt is null ? null : command.Id,
        OverSocket = command.Message.OverSocket,
        Confidence = command.Message.Confidence,
        Usage = command.Message.Usage,
        Metadata = command.Message.Metadata,
    };

    private Message Split(Message message, bool hasBody, List<Document> writes)
    {
        var (kept, body) = MessageBodies.Split(Head, message, hasBody);
        if (body is { } document)
        {
            writes.Add(document);
        }

        return kept;
    }

    private static ReplyRecord NewRecord(Message message, bool inHumanHands) => new()
    {
        Number = message.Number,
        Sequence = message.Sequence,
        CreatedAt = message.CreatedAt,
        Status = inHumanHands ? ReplyStatus.InHumanHands : ReplyStatus.Open,
        ClosedAt = inHumanHands ? message.CreatedAt : null,
    };

    private async Task<Debt> OweReplyAsync(Message message)
    {
        var debt = new Debt(DebtKind.Reply, message.Sequence, message.Number, Head.Replies.Count, message.CreatedAt);
        Head.Debts.Add(debt);
        if (!Head.ReminderArmed)
        {
            await RegisterReminderAsync(DebtReminder, null, options.Value.ReminderPeriod, options.Value.ReminderPeriod);
            Head.ReminderArmed = true;
        }

        return debt;
    }

    private async Task<ReplyRecord> CloseAsync(Debt debt, ReplyStatus status, long? replyNumber, DateTimeOffset now)
    {
        var record = await Documents.Replies(Head).FindAsync(Head.Replies, debt.Record)
            ?? throw new DocumentFormatException($"Session '{Head.Id}' lacks reply record {debt.Record}.");
        var closed = record with { Status = status, ReplyNumber = replyNumber, ClosedAt = now };
        Head.Replies.Replace(debt.Record, closed);
        Head.Debts.Remove(debt);
        return closed;
    }

    /// <summary>Comes after the commit: a turn that was refused is neither told nor counted.</summary>
    private void Tell(Message? appended, ReplyRecord? closed)
    {
        if (closed is not (null or { Status: ReplyStatus.InHumanHands }))
        {
            SessionMetrics.ReplyClosed(closed);
        }

        signals.Publish(Head.Id, new SessionChange(appended, closed));
    }

    private async Task<List<Document>> FoldAsync() =>
        [.. await Documents.Messages(Head).FoldAsync(Head.Messages), .. await Documents.Replies(Head).FoldAsync(Head.Replies)];

    /// <summary>Whole milliseconds, so that answers show what documents keep.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    private Debt? FindReplyDebt(long sequence) =>
        Head.Debts.Find(debt => debt.Kind == DebtKind.Reply && debt.Sequence == sequence);

    private bool IsInHumanHands(DateTimeOffset now) =>
        Head.Intervention is { } intervention && now - intervention.LatestMessageAt < options.Value.ResumeAfter;
}
