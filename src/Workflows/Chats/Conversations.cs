using Parley.Sessions;
using Parley.Sessions.Chats;

namespace Parley.Workflows.Chats;

/// <summary>Asks a question and waits for its answer.</summary>
public sealed class Conversations(SessionWriter sessions, SessionReader reader, SessionSignals signals, TimeProvider time)
{
    // For turns that end on another replica, and signals that were missed.
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>Puts a question in line. What does not wait says so at once.</summary>
    public async Task<Answered?> BeginAsync(BeginTurnCommand command)
    {
        var result = await sessions.Session(command.SessionId).BeginTurnAsync(command);
        return result switch
        {
            { Status: BeginTurnStatus.Ended, Outcome: { } outcome } => await ReadAsync(command.SessionId, outcome, CancellationToken.None),
            { Status: BeginTurnStatus.Full } => new Answered(AnsweredStatus.Full),
            { Status: BeginTurnStatus.InHumanHands } => new Answered(AnsweredStatus.InHumanHands),
            { Status: BeginTurnStatus.Archived } => new Answered(AnsweredStatus.Archived),
            { Status: BeginTurnStatus.Overloaded } => new Answered(AnsweredStatus.Overloaded),
            _ => null,
        };
    }

    /// <summary>Waits until a turn that was begun has ended.</summary>
    public async Task<Answered> WaitAsync(string sessionId, string turnId, CancellationToken cancellation)
    {
        using var ended = new SemaphoreSlim(0);
        using var subscription = signals.Subscribe(sessionId, change =>
        {
            if (change.Ended?.Id == turnId)
            {
                ended.Release();
            }
        });
        while (true)
        {
            var head = await reader.FindAsync(sessionId, cancellation);
            if (head?.Outcomes?.Find(outcome => outcome.Id == turnId) is { } outcome)
            {
                return await ReadAsync(head, outcome, cancellation);
            }

            if (head?.Turns?.Exists(turn => turn.Id == turnId) != true)
            {
                // The session was deleted, or nobody remembers.
                return new Answered(AnsweredStatus.Failed);
            }

            await Task.WhenAny(ended.WaitAsync(cancellation), Task.Delay(Poll, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private async Task<Answered> ReadAsync(string sessionId, TurnOutcome outcome, CancellationToken cancellation) =>
        await reader.FindAsync(sessionId, cancellation) is { } head ? await ReadAsync(head, outcome, cancellation) : new Answered(AnsweredStatus.Failed);

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
