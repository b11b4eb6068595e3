using System.Globalization;
using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Debts;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;

namespace Parley.Sessions;

/// <content>Questions that wait in line for their answers.</content>
public sealed partial class SessionActor
{
    private const int MaxTurns = 16;
    private const int MaxOutcomes = 32;
    private const int MaxInlineWeight = 2048;

    private static readonly TimeSpan OutcomeLifetime = TimeSpan.FromHours(24);

    public Task<BeginTurnResult> BeginTurnAsync(BeginTurnCommand command) => TurnAsync(command, async command =>
    {
        var turn = Begin();
        DeleteExpired(turn);
        var earlier = await FindTurnAsync(command);
        if (earlier is not null && (command.ClaimedAt is null || earlier.Outcome is not { Status: not TurnStatus.Answered }))
        {
            return earlier;
        }

        BeginTurnStatus? refusal = !Exists ? (command.MustExist ? BeginTurnStatus.Missing : null)
            : Head.Status == SessionStatus.Archived ? BeginTurnStatus.Archived
            : IsInHumanHands(Now()) ? BeginTurnStatus.InHumanHands
            : Head.Turns?.Count >= MaxTurns ? BeginTurnStatus.Full
            : OwesTooMuch ? BeginTurnStatus.Overloaded
            : null;
        if (refusal is { } status)
        {
            return new BeginTurnResult(status);
        }

        if (!Exists)
        {
            StartSession(turn, new CreateCommand(command.SessionId, command.Channel) { RobotId = command.Question.RobotId, Lifetime = command.Lifetime });
        }

        var pending = Queue(turn, command, NextTurnId(command.Id, earlier?.TurnId));
        if (Head.Turns is [var first] && first == pending)
        {
            turn.Owed.Add(Debt.Of(pending));
        }

        await FinishAsync(turn);
        return new BeginTurnResult(BeginTurnStatus.Pending) { TurnId = pending.Id };
    });

    public Task<EndTurnResult> EndTurnAsync(EndTurnCommand command) => TurnAsync(command, async command =>
    {
        if (Head.Turns?.FirstOrDefault() is not { } first || first.Id != command.TurnId)
        {
            return new EndTurnResult(FindOutcome(command.TurnId));
        }

        var turn = Begin();
        if (command is { Status: TurnStatus.Answered, Answer: { } answer })
        {
            if (NextNumber(command.Numbers, 2) is not { } number)
            {
                return new EndTurnResult(null) { Generation = Head.Generation, NextSequence = Head.Messages.Count + 1 };
            }

            End(turn, first, TurnStatus.Answered, Head.Messages.Count + 1);
            await RecordAsync(turn, await ReadQuestionAsync(first), answer, number);
        }
        else
        {
            End(turn, first, command.Status, 0);
        }

        await FinishAsync(turn);
        return new EndTurnResult(turn.Ended);
    });

    private PendingTurn Queue(SessionTurn turn, BeginTurnCommand command, string turnId)
    {
        var pending = new PendingTurn
        {
            Id = turnId,
            Sender = command.Question.Sender,
            Content = command.Question.Content,
            Metadata = command.Question.Metadata,
            Usage = command.Question.Usage,
            Since = turn.Now,
            CommandId = command.ClaimedAt is null ? null : command.Id,
            SessionName = command.SessionName,
            Cacheable = command.Cacheable,
            Streamed = command.Streamed,
        };
        if (JsonWeight.Of(pending.Content) + JsonWeight.Of(pending.Metadata) > MaxInlineWeight)
        {
            var key = SessionKeys.Turn(Head, turnId);
            turn.Writes.Add(new Document(key, DocumentStore.Write(key, new MessageBody { Content = pending.Content, Metadata = pending.Metadata })));
            pending = pending with { Content = "", Metadata = null, HasBody = true };
        }

        (Head.Turns ??= []).Add(pending);
        return pending;
    }

    private async Task<PendingTurn> ReadQuestionAsync(PendingTurn pending) =>
        pending.HasBody && await Documents.FindAsync<MessageBody>(SessionKeys.Turn(Head, pending.Id)) is { } body
            ? pending with { Content = body.Content, Metadata = body.Metadata }
            : pending;

    /// <summary>Question and answer become messages, in one turn.</summary>
    private async Task RecordAsync(SessionTurn turn, PendingTurn pending, NewMessage answer, long number)
    {
        var question = new Message
        {
            Number = number,
            Sequence = Head.Messages.Count + 1,
            Sender = pending.Sender,
            Content = pending.Content,
            CreatedAt = pending.Since,
            CommandId = pending.CommandId,
            Usage = pending.Usage,
            Metadata = pending.Metadata,
        };
        var reply = new Message
        {
            Number = number + 1,
            Sequence = question.Sequence + 1,
            Sender = answer.Sender,
            Content = answer.Content,
            CreatedAt = turn.Now,
            ReplyTo = new MessageReference(question.Sequence, question.Number, question.CreatedAt),
            Confidence = answer.Confidence,
            Cached = answer.Cached,
            Usage = answer.Usage,
            Metadata = answer.Metadata,
        };
        Head.Name ??= pending.SessionName;
        Append(turn, question);
        Show(turn, question);
        Append(turn, reply);
        Change(turn, await TieAsync(turn, await FindKeptAsync(question.Sequence), reply));
    }

    private void End(SessionTurn turn, PendingTurn pending, TurnStatus status, long question)
    {
        Head.Turns!.Remove(pending);
        Head.Outcomes = [.. (Head.Outcomes ?? []).Where(outcome => turn.Now - outcome.At < OutcomeLifetime).TakeLast(MaxOutcomes - 1)];
        Head.Outcomes.Add(turn.Ended = new TurnOutcome(pending.Id, status, turn.Now, question));
        if (pending.HasBody)
        {
            turn.Writes.Add(new Document(SessionKeys.Turn(Head, pending.Id), null));
        }

        if (Head.Turns.FirstOrDefault() is { } next)
        {
            turn.Owed.Add(Debt.Of(next));
        }
    }

    /// <summary>The latest turn of a command that was sent before; null when it was not.</summary>
    private async Task<BeginTurnResult?> FindTurnAsync(BeginTurnCommand command)
    {
        if (Head.Turns?.FindLast(pending => IsTurnOf(pending.Id, command.Id)) is { } pending)
        {
            return new BeginTurnResult(BeginTurnStatus.Pending) { TurnId = pending.Id, Repeated = true };
        }

        if (Head.Outcomes?.FindLast(outcome => IsTurnOf(outcome.Id, command.Id)) is { } outcome)
        {
            return new BeginTurnResult(BeginTurnStatus.Ended, outcome) { TurnId = outcome.Id, Repeated = true };
        }

        return await FindClaimedAsync(command.Id, command.ClaimedAt) switch
        {
            null => null,
            { Answer: null } => new BeginTurnResult(BeginTurnStatus.InHumanHands) { Repeated = true },
            var question => new BeginTurnResult(
                BeginTurnStatus.Ended,
                new TurnOutcome(command.Id, TurnStatus.Answered, question.AnsweredAt ?? question.CreatedAt, question.Sequence)) { Repeated = true },
        };
    }

    private static bool IsTurnOf(string turnId, string commandId) =>
        turnId.StartsWith(commandId, StringComparison.Ordinal) && (turnId.Length == commandId.Length || turnId[commandId.Length] == '.');

    private static string NextTurnId(string commandId, string? failed) =>
        failed is null ? commandId
        : failed == commandId ? $"{commandId}.2"
        : string.Create(CultureInfo.InvariantCulture, $"{commandId}.{int.Parse(failed.AsSpan(commandId.Length + 1), CultureInfo.InvariantCulture) + 1}");

    private TurnOutcome? FindOutcome(string turnId) => Head.Outcomes?.Find(outcome => outcome.Id == turnId);
}
