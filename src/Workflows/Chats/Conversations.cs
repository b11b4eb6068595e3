using Parley.Sessions;
using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;

namespace Parley.Workflows.Chats;

/// <summary>Asks a question and waits for its answer.</summary>
public sealed class Conversations(SessionWriter sessions, SessionReader reader, SessionSignals signals, WrittenElsewhere elsewhere, TimeProvider time)
{
    // For turns that end without an answer on another replica, and signals that were missed.
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>Asks, and waits for what comes of it.</summary>
    public async Task<Answered> AskAsync(BeginTurnCommand command, CancellationToken cancellation)
    {
        var begun = await BeginAsync(command);
        return begun.Status == AnsweredStatus.Waiting ? await WaitAsync(command.SessionId, begun, cancellation) : begun;
    }

    /// <summary>Puts a question in line. What does not wait says so at once.</summary>
    public async Task<Answered> BeginAsync(BeginTurnCommand command)
    {
        var result = await sessions.Session(command.SessionId).BeginTurnAsync(command);
        var answered = result switch
        {
            { Outcome: { } outcome } => await ReadAsync(command.SessionId, outcome),
            { Status: BeginTurnStatus.Full } => new Answered(AnsweredStatus.Full),
            { Status: BeginTurnStatus.InHumanHands } => await HandOverAsync(command),
            { Status: BeginTurnStatus.Missing } => new Answered(AnsweredStatus.Missing),
            { Status: BeginTurnStatus.Archived } => new Answered(AnsweredStatus.Archived),
            { Status: BeginTurnStatus.Overloaded } => new Answered(AnsweredStatus.Overloaded),
            _ => new Answered(AnsweredStatus.Waiting) { TurnId = result.TurnId },
        };
        return answered with { Repeated = result.Repeated || answered.Repeated };
    }

    /// <summary>Waits until a turn that was begun has ended.</summary>
    public async Task<Answered> WaitAsync(string sessionId, Answered begun, CancellationToken cancellation)
    {
        using var ended = new SemaphoreSlim(0);
        using var subscription = signals.Subscribe(sessionId, change =>
        {
            // What another replica wrote says no more than that there is something new.
            if (change.Ended?.Id == begun.TurnId || change.Latest > 0)
            {
                ended.Release();
            }
        });
        while (true)
        {
            var head = await reader.FindAsync(sessionId, cancellation);
            if (head?.Outcomes?.Find(outcome => outcome.Id == begun.TurnId) is { } outcome)
            {
                elsewhere.Note(sessionId);
                return await ReadAsync(head, outcome, cancellation) with { Repeated = begun.Repeated };
            }

            if (head?.Turns?.Exists(turn => turn.Id == begun.TurnId) != true)
            {
                // The session was deleted, or nobody remembers.
                return new Answered(AnsweredStatus.Failed);
            }

            await Task.WhenAny(ended.WaitAsync(cancellation), Task.Delay(Poll, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A person will see the question; the AI does not answer it.</summary>
    private async Task<Answered> HandOverAsync(BeginTurnCommand command)
    {
        var result = await sessions.AppendAsync(
            new AppendCommand(command.Id, command.SessionId, command.Channel, command.Question) { ClaimedAt = command.ClaimedAt });
        return result.Status switch
        {
            AppendStatus.Overloaded => new Answered(AnsweredStatus.Overloaded),
            AppendStatus.Archived => new Answered(AnsweredStatus.Archived),
            var status => new Answered(AnsweredStatus.InHumanHands) { Question = result.Message, Repeated = status == AppendStatus.Repeated },
        };
    }

    private async Task<Answered> ReadAsync(string sessionId, TurnOutcome outcome) =>
        await reader.FindAsync(sessionId) is { } head ? await ReadAsync(head, outcome, CancellationToken.None) : new Answered(AnsweredStatus.Failed);

    private async Task<Answered> ReadAsync(SessionHead head, TurnOutcome outcome, CancellationToken cancellation)
    {
        if (outcome.Status != TurnStatus.Answered)
        {
            return new Answered(outcome.Status == TurnStatus.TimedOut ? AnsweredStatus.TimedOut : AnsweredStatus.Failed);
        }

        var messages = await reader.ReadMessagesAsync(head, outcome.Question, outcome.Question + 1, cancellation);
        return new Answered(AnsweredStatus.Answered) { Question = messages[0], Answer = messages[1] };
    }
}
