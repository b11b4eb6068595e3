using Parley.Sessions.Catalog;
using Parley.Sessions.Debts;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;

namespace Parley.Sessions;

/// <content>What changes messages that are there, and the session itself.</content>
public sealed partial class SessionActor
{
    public Task<EditResult> EditAsync(EditCommand command) => TurnAsync(command, async command =>
    {
        if (Head.Commands.Find(command.Id) is { } done)
        {
            return await EditedAsync(await FindKeptAsync(done));
        }

        if (await FindOwnAsync(command.Sequence) is not { } message)
        {
            return new EditResult(EditStatus.NotFound);
        }

        if (OwesTooManyEntries)
        {
            return new EditResult(EditStatus.Overloaded);
        }

        var turn = Begin();
        if (command.Fields.HasFlag(EditedFields.AiResponse))
        {
            if (await AnswerAsync(turn, message, command) is not { } answered)
            {
                return new EditResult(EditStatus.NumbersNeeded) { Generation = Head.Generation, NextSequence = Head.Messages.Count + 1 };
            }

            message = answered;
        }

        message = Change(turn, await WithFieldsAsync(turn, message, command));
        CallHumanForLowScore(turn, message, command.Fields.HasFlag(EditedFields.SatisfactionScore));
        Head.Commands.Add(command.Id, command.Sequence);
        await FinishAsync(turn);
        return await EditedAsync(message);
    });

    public Task<DeleteStatus> DeleteMessageAsync(DeleteCommand command) => TurnAsync(command, async command =>
    {
        var sequence = command.Sequence;
        if (Head.Commands.Find(command.Id) is not null)
        {
            return DeleteStatus.Deleted;
        }

        if (await FindOwnAsync(sequence) is not { } message)
        {
            return DeleteStatus.NotFound;
        }

        var holes = await ReadHolesAsync();
        if (OwesTooManyEntries || holes.IsFull)
        {
            return DeleteStatus.Overloaded;
        }

        var turn = Begin();
        Head.Debts.FindAll(debt => debt.Sequence == sequence).ForEach(debt => Settle(turn, debt));
        Head.Shown--;
        Head.Satisfaction = await RetallyAsync(message, null);
        MarkDeleted(turn, message, holes);
        if (message.Answer is { } answer)
        {
            MarkDeleted(turn, await FindKeptAsync(answer.Sequence), holes);
        }

        if (Head.LastShown == sequence)
        {
            Head.LastShown = (await FindEarlierAsync(sequence, earlier => earlier.ReplyTo is null))?.Sequence ?? 0;
        }

        turn.Writes.Add(Documented(holes));
        Head.Commands.Add(command.Id, sequence);
        await FinishAsync(turn);
        return DeleteStatus.Deleted;
    });

    public Task<UpdateStatus> UpdateAsync(UpdateCommand command) => TurnAsync(command, async command =>
    {
        if (!Exists)
        {
            return UpdateStatus.NotFound;
        }

        if (Head.Commands.Find(command.Id) is not null)
        {
            return UpdateStatus.Updated;
        }

        if (OwesTooManyEntries)
        {
            return UpdateStatus.Overloaded;
        }

        var turn = Begin();
        Head.Tags = command.Tags?.ToList() ?? Head.Tags;
        Head.Metadata = command.Metadata ?? Head.Metadata;
        Head.Status = command.Status ?? Head.Status;
        if (Head.Status != SessionStatus.Active)
        {
            DismissCall();
        }

        AddEntry(turn, EntryKind.Session);
        Head.Commands.Add(command.Id, 0);
        await FinishAsync(turn);
        return UpdateStatus.Updated;
    });

    public Task<bool> JudgeAsync(JudgeCommand command) => TurnAsync(command, async command =>
    {
        if (FindDebt(DebtKind.Satisfaction, command.Sequence) is not { } debt)
        {
            return false;
        }

        var turn = Begin();
        Settle(turn, debt);
        if (command.Judgement is { } judgement
            && await FindOwnAsync(command.Sequence) is { Satisfaction: not { Source: SatisfactionSource.Set } } message)
        {
            Head.Satisfaction = await RetallyAsync(message, judgement.Score);
            CallHumanForLowScore(turn, Change(turn, message with { Satisfaction = judgement }), scored: true);
        }

        await FinishAsync(turn);
        return true;
    });

    private async Task<EditResult> EditedAsync(Message message)
    {
        var reply = message.Answer is { } answer ? await Documents.WithBodyAsync(Head, await FindKeptAsync(answer.Sequence)) : null;
        return new EditResult(EditStatus.Edited, await Documents.WithBodyAsync(Head, message)) { AiResponse = reply?.Content };
    }

    /// <summary>A message that can be changed: not deleted, and not the reply to another.</summary>
    private async Task<Message?> FindOwnAsync(long sequence) =>
        await Documents.Messages(Head).FindAsync(Head.Messages, sequence) is { ReplyTo: null, DeletedAt: null } message ? message : null;

    /// <summary>The message with the reply that the command gives or takes; null when there is no number for a new reply.</summary>
    private async Task<Message?> AnswerAsync(SessionTurn turn, Message message, EditCommand command)
    {
        switch (command.AiResponse, message.Answer)
        {
            case (null, null):
                return message;
            case (null, { } answer):
                var holes = await ReadHolesAsync();
                MarkDeleted(turn, await FindKeptAsync(answer.Sequence), holes);
                turn.Writes.Add(Documented(holes));
                await ForgetReplyAsync(message);
                return message with { Answer = null, AnsweredAt = null };
            case ({ } text, { } answer):
                var known = await FindKeptAsync(answer.Sequence);
                Change(turn, Split(turn, known with { Content = text }, known.HasBody));
                return message;
            case ({ } text, null):
                if (NextNumber(command.Numbers, 1) is not { } number)
                {
                    return null;
                }

                var reply = new Message
                {
                    Number = number,
                    Sequence = Head.Messages.Count + 1,
                    Sender = Sender.Ai,
                    Content = text,
                    CreatedAt = turn.Now,
                    ReplyTo = new MessageReference(message.Sequence, message.Number, message.CreatedAt),
                };
                Append(turn, reply);
                return await TieAsync(turn, message, reply);
        }
    }

    private async Task ForgetReplyAsync(Message message)
    {
        if (message.Record is { } position && await Documents.Replies(Head).FindAsync(Head.Replies, position) is { } record)
        {
            Head.Replies.Replace(position, record with { ReplyNumber = null });
        }
    }

    private async Task<Message> WithFieldsAsync(SessionTurn turn, Message message, EditCommand command)
    {
        if (command.Fields.HasFlag(EditedFields.Metadata))
        {
            var whole = await Documents.WithBodyAsync(Head, message);
            message = Split(turn, whole with { Metadata = command.Metadata }, message.HasBody);
        }

        if (command.Fields.HasFlag(EditedFields.SatisfactionScore))
        {
            Head.Satisfaction = await RetallyAsync(message, command.SatisfactionScore);
            message = message with { Satisfaction = new Satisfaction(command.SatisfactionScore, SatisfactionSource.Set) };
        }

        return message with
        {
            AnsweredAt = command.Fields.HasFlag(EditedFields.AiResponseTime) ? command.AiResponseTime : message.AnsweredAt,
            Confidence = command.Fields.HasFlag(EditedFields.Confidence) ? command.Confidence : message.Confidence,
            HumanIntervened = command.Fields.HasFlag(EditedFields.HumanIntervened) ? command.HumanIntervened : message.HumanIntervened,
        };
    }

    private void CallHumanForLowScore(SessionTurn turn, Message message, bool scored)
    {
        if (scored && message.Sender.Role == SenderRole.User && Attention.IsLow(message.Satisfaction?.Score))
        {
            CallHuman(turn, message, Attention.LowSatisfaction);
        }
    }

    /// <summary>The session's scores when this message's becomes another one, or none.</summary>
    private async Task<SatisfactionTally?> RetallyAsync(Message message, int? score)
    {
        var tally = Head.Satisfaction ?? new SatisfactionTally(0, 0, null, 0);
        var known = message.Satisfaction?.Score;
        tally = tally with
        {
            Count = tally.Count + (score is null ? 0 : 1) - (known is null ? 0 : 1),
            Sum = tally.Sum + (score ?? 0) - (known ?? 0),
        };
        if (score is not null && message.Sequence >= tally.LatestSequence)
        {
            tally = tally with { Latest = score, LatestSequence = message.Sequence };
        }
        else if (score is null && message.Sequence == tally.LatestSequence)
        {
            var earlier = await FindEarlierAsync(message.Sequence, earlier => earlier.Satisfaction?.Score is not null);
            tally = tally with { Latest = earlier?.Satisfaction!.Score, LatestSequence = earlier?.Sequence ?? 0 };
        }

        return tally.Count == 0 ? null : tally;
    }

    private async Task<Message?> FindEarlierAsync(long sequence, Func<Message, bool> meets)
    {
        for (var to = sequence - 1; to > 0; to -= LogLimits.PageSize)
        {
            var window = await Documents.Messages(Head).ReadAsync(Head.Messages, to - LogLimits.PageSize + 1, to);
            if (window.FindLast(message => message.DeletedAt is null && meets(message)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private void MarkDeleted(SessionTurn turn, Message message, SessionHoles holes)
    {
        Change(turn, message with { DeletedAt = turn.Now });
        Head.DeletedMessages += holes.Messages.Add(message.Sequence) ? 1 : 0;
        Head.DeletedReplies += message.Record is { } record && holes.Replies.Add(record) ? 1 : 0;
    }

    private async Task<SessionHoles> ReadHolesAsync() =>
        Head.DeletedMessages == 0 ? new SessionHoles()
        : await Documents.FindAsync<SessionHoles>(SessionKeys.Holes(Head)) ?? new SessionHoles();

    private Document Documented(SessionHoles holes)
    {
        var key = SessionKeys.Holes(Head);
        return new Document(key, DocumentStore.Write(key, holes));
    }
}
