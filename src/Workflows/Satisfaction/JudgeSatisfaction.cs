using Dapr.Workflow;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Sessions;
using Parley.Sessions.Debts;
using Parley.Sessions.Messages;
using Parley.Workflows.Models;

namespace Parley.Workflows.Satisfaction;

/// <summary>Judges one message in the light of those before it. A message that nobody waits for a judgement of is left alone.</summary>
public sealed partial class JudgeSatisfaction(
    SessionReader reader,
    SessionWriter sessions,
    ISatisfactionJudge judge,
    IOptions<AiOptions> options,
    TimeProvider time,
    ILogger<JudgeSatisfaction> logger)
    : WorkflowActivity<SatisfactionRequest, bool>
{
    private const int ContextMessages = 9;
    private const int MaxTextLength = 2000;

    public override async Task<bool> RunAsync(WorkflowActivityContext context, SatisfactionRequest input)
    {
        var head = await reader.FindAsync(input.SessionId);
        if (head?.Debts.Find(debt => debt.Kind == DebtKind.Satisfaction && debt.Sequence == input.Sequence) is not { } debt)
        {
            return false;
        }

        var left = debt.Since + options.Value.Timeout - time.GetUtcNow();
        using var deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        var window = await reader.ReadMessagesAsync(head, input.Sequence - ContextMessages, input.Sequence, CancellationToken.None);
        var turns = window.Where(message => message.DeletedAt is null && message.Type == MessageType.Text).Select(ToTurn).ToList();
        SatisfactionJudgement judgement;
        try
        {
            judgement = await judge.JudgeAsync(turns, deadline.Token).WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            // Another try would come too late as well.
            JudgeFailed(logger, "timeout", input.SessionId, debt.Number);
            return await sessions.Session(input.SessionId).JudgeAsync(new JudgeCommand(input.Sequence, null));
        }
        catch (Exception exception)
        {
            // Only the kind: a provider's text may name its address or its key.
            var failure = exception as ModelException ?? new ModelException(exception.GetType().Name);
            JudgeFailed(logger, failure.Kind, input.SessionId, debt.Number);
            throw failure;
        }

        return await sessions.Session(input.SessionId).JudgeAsync(new JudgeCommand(input.Sequence, ToSatisfaction(judgement)));
    }

    private static ConversationTurn ToTurn(Message message) => new(
        message.Sender.Role is SenderRole.User or SenderRole.Customer ? TurnRole.User : TurnRole.Other,
        Texts.Cut(message.Content, MaxTextLength));

    private static Sessions.Messages.Satisfaction ToSatisfaction(SatisfactionJudgement judgement) => new(judgement.Score, SatisfactionSource.Inferred)
    {
        Confidence = judgement.Confidence,
        Evidence = judgement.Evidence.Count == 0 ? null : judgement.Evidence,
    };

    [LoggerMessage(LogLevel.Warning, "Satisfaction could not be judged: {Failure}, session {SessionId}, message {Number}.")]
    private static partial void JudgeFailed(ILogger logger, string failure, string sessionId, long number);
}
