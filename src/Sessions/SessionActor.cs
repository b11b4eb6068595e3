using Dapr.Actors.Runtime;
using Microsoft.Extensions.Options;
using Parley.Sessions.Catalog;
using Parley.Sessions.Debts;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;
using Parley.Sessions.Replies;
using Parley.Sessions.Turns;

namespace Parley.Sessions;

/// <summary>One conversation: its order, what it owes, its documents.</summary>
public sealed partial class SessionActor(
    ActorHost host,
    DocumentStore documents,
    SessionSignals signals,
    DebtPayers payers,
    CatalogPayer catalog,
    WrittenElsewhere elsewhere,
    IOptions<SessionOptions> options,
    TimeProvider time)
    : TurnActor<SessionHead>(host, documents), ISessionActor, IRemindable
{
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(1);

    protected override string HeadKey => SessionKeys.HeadOf(Id.GetId());

    public Task<AppendResult> AppendAsync(AppendCommand command) => TurnAsync(command, AppendInTurnAsync);

    protected override SessionHead NewHead() => new() { Id = "" };

    protected override Task OnActivateAsync()
    {
        elsewhere.Enter(Id.GetId());
        return Task.CompletedTask;
    }

    protected override Task OnDeactivateAsync()
    {
        elsewhere.Leave(Id.GetId());
        return Task.CompletedTask;
    }

    private async Task<AppendResult> AppendInTurnAsync(AppendCommand command)
    {
        var turn = Begin();
        DeleteExpired(turn);
        if (await FindRepeatAsync(command) is { } repeated)
        {
            return new AppendResult(AppendStatus.Repeated, repeated) { Channel = Head.Channel };
        }

        var answered = command.Answers is { } sequence ? FindDebt(DebtKind.Reply, sequence) : null;
        var refusal = command.Answers is not null ? answered is null ? AppendStatus.ReplyClosed : (AppendStatus?)null
            : Head.Status == SessionStatus.Archived ? AppendStatus.Archived
            : OwesTooMuch ? AppendStatus.Overloaded
            : null;
        if (refusal is { } status)
        {
            return new AppendResult(status);
        }

        if (NextNumber(command.Numbers, 1 + command.More.Count) is not { } number)
        {
            return new AppendResult(AppendStatus.NumbersNeeded) { Generation = NextGeneration, NextSequence = Head.Messages.Count + 1 };
        }

        if (!Exists)
        {
            StartSession(turn, new CreateCommand(command.SessionId, command.Channel) { RobotId = command.Message.RobotId });
        }

        var message = Compose(command, answered, number, turn.Now);
        Head.Commands.Add(command.Id, message.Sequence);
        Append(turn, message);
        if (answered is not null)
        {
            Change(turn, await TieAsync(turn, await FindKeptAsync(answered.Sequence), message));
        }
        else
        {
            Show(turn, message);
        }

        foreach (var more in command.More)
        {
            var next = Compose(command with { Message = more }, null, ++number, turn.Now);
            Append(turn, next);
            Show(turn, next);
        }

        await FinishAsync(turn);
        return new AppendResult(AppendStatus.Appended, message) { Channel = Head.Channel };
    }

    private async Task<Message?> FindRepeatAsync(AppendCommand command)
    {
        var pages = Documents.Messages(Head);
        if (Head.Commands.Find(command.Id) is { } sequence && await pages.FindAsync(Head.Messages, sequence) is { } known)
        {
            return await Documents.WithBodyAsync(Head, known);
        }

        return await FindClaimedAsync(command.Id, command.ClaimedAt);
    }

    private async Task<Message?> FindClaimedAsync(string commandId, DateTimeOffset? claimedAt)
    {
        var pages = Documents.Messages(Head);

        // Only a repeat that was cut off comes further than the latest page; the margin is for clocks of other replicas.
        for (var last = Head.Messages.Count; claimedAt - ClockMargin is { } since && last > 0; last -= LogLimits.PageSize)
        {
            var window = await pages.ReadAsync(Head.Messages, last - LogLimits.PageSize + 1, last);
            if (window.Find(message => message.CommandId == commandId) is { } found)
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

    private Message Compose(AppendCommand command, Debt? answered, long number, DateTimeOffset now) => new()
    {
        Number = number,
        Sequence = Head.Messages.Count + 1,
        Sender = command.Message.Sender,
        Content = command.Message.Content,
        Type = command.Message.Type,
        CreatedAt = now,
        ReplyTo = answered is null ? null : new MessageReference(answered.Sequence, answered.Number, answered.Since),
        CommandId = command.ClaimedAt is null ? null : command.Id,
        Record = command.Message.OwedReply ? Head.Replies.Count + 1 : null,
        RobotId = command.Message.RobotId == Head.RobotId ? null : command.Message.RobotId,
        ExternalId = command.Message.ExternalId,
        OverSocket = command.Message.OverSocket,
        Confidence = command.Message.Confidence,
        Cached = command.Message.Cached,
        HumanIntervened = command.Message.Sender.Role == SenderRole.Staff,
        Usage = command.Message.Usage,
        Metadata = command.Message.Metadata,
    };

    /// <summary>The first number of the next messages; null when the session has too few left and was not given the right ones.</summary>
    private long? NextNumber(NumberBlock? offered, int messages)
    {
        var next = Head.Messages.Count + 1;
        if (Head.Numbers is not { } numbers || !numbers.Covers(next) || !numbers.Covers(next + messages - 1))
        {
            if (offered?.FirstSequence != next)
            {
                return null;
            }

            Head.Numbers = offered;
        }

        return Head.Numbers.NumberOf(next);
    }

    private void Append(SessionTurn turn, Message message)
    {
        Head.Messages.Append(Split(turn, message, hasBody: false));
        Head.LastActivityAt = turn.Now;
        turn.Appended = message;
    }

    /// <summary>All that a message of its own, not a reply, means for the session.</summary>
    private void Show(SessionTurn turn, Message message)
    {
        Head.Shown++;
        Head.LastShown = message.Sequence;
        Head.Status = SessionStatus.Active;
        AddEntry(turn, EntryKind.Message, RowOf(message));
        switch (message.Sender.Role)
        {
            case SenderRole.User:
                Head.User ??= message.Sender;
                Head.Unanswered++;
                break;
            case SenderRole.Assistant:
                Head.Unanswered = 0;
                break;
            case SenderRole.Staff:
                Intervene(turn, message);
                break;
        }

        if (Attention.ReasonFor(Head, message, options.Value) is { } reason)
        {
            CallHuman(turn, message, reason);
        }

        if (message.Record is not null)
        {
            OweReply(turn, message);
        }

        if (options.Value.InferSatisfaction && message is { Type: MessageType.Text, Sender.Role: SenderRole.User or SenderRole.Customer })
        {
            Owe(turn, new Debt(DebtKind.Satisfaction, message.Sequence, message.Number, 0, turn.Now));
        }
    }

    private void Intervene(SessionTurn turn, Message message)
    {
        var began = !IsInHumanHands(turn.Now);
        Head.Unanswered = 0;
        DismissCall();
        Head.Intervention = new Intervention(
            message.Sender.Id, began ? turn.Now : Head.Intervention!.Since, turn.Now, Says(message, StaffWords.Pause) ? "paused" : "staff-message");
        if (Says(message, StaffWords.Resume))
        {
            Head.Intervention = null;
        }
        else if (began)
        {
            AddEntry(turn, EntryKind.Intervention, text: message.Sender.Id);
        }

        if (Says(message, StaffWords.Solved))
        {
            Head.Status = SessionStatus.Closed;
        }
    }

    private void OweReply(SessionTurn turn, Message message)
    {
        var silent = IsInHumanHands(turn.Now);
        var record = new ReplyRecord
        {
            Number = message.Number,
            Sequence = message.Sequence,
            CreatedAt = message.CreatedAt,
            Status = silent ? ReplyStatus.InHumanHands : ReplyStatus.Open,
            ClosedAt = silent ? turn.Now : null,
        };
        Head.Replies.Append(record);
        if (silent)
        {
            turn.Closed.Add(record);
            AddUnanswered(turn, record);
        }
        else
        {
            Owe(turn, new Debt(DebtKind.Reply, message.Sequence, message.Number, Head.Replies.Count, turn.Now));
        }
    }

    /// <summary>The answered message with its reply; the record that was open is closed.</summary>
    private async Task<Message> TieAsync(SessionTurn turn, Message answered, Message reply)
    {
        Head.Unanswered = 0;
        if (FindDebt(DebtKind.Reply, answered.Sequence) is { } debt)
        {
            await CloseAsync(turn, debt, ReplyStatus.Replied, reply.Number);
        }

        return answered with
        {
            Answer = new MessageReference(reply.Sequence, reply.Number, reply.CreatedAt),
            AnsweredAt = turn.Now,
            Confidence = reply.Confidence ?? answered.Confidence,
        };
    }

    private void CallHuman(SessionTurn turn, Message message, string reason)
    {
        if (Head.NeedsHuman || message.Sequence <= Head.SeenByHuman)
        {
            return;
        }

        Head.NeedsHuman = true;
        Head.Tags = Head.Tags?.Contains(Attention.Tag) == true ? Head.Tags : [.. Head.Tags ?? [], Attention.Tag];
        AddEntry(turn, EntryKind.InterventionNeeded, text: reason, number: message.Number);
    }

    private void DismissCall()
    {
        Head.NeedsHuman = false;
        Head.SeenByHuman = Head.Messages.Count;
        Head.Tags?.Remove(Attention.Tag);
    }

    private static bool Says(Message message, string word) =>
        message.Type == MessageType.Text && message.Content.Contains(word, StringComparison.Ordinal);

    private bool IsInHumanHands(DateTimeOffset now) =>
        Head.Intervention is { } intervention && now - intervention.LatestMessageAt < options.Value.ResumeAfter;
}
