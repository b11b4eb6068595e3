using Dapr.Workflow;
using Microsoft.Extensions.Options;
using Parley.Sessions;
using Parley.Sessions.Chats;
using Parley.Sessions.Messages;
using Parley.Workflows.Replies;

namespace Parley.Workflows.Chats;

/// <summary>Asks the model and records question and answer. A turn that is not first in line is left alone.</summary>
public sealed class AnswerTurn(
    SessionReader reader,
    SessionWriter sessions,
    ReplyModel model,
    ReplyCache cache,
    ReplyChunks chunks,
    IOptions<AiOptions> options,
    TimeProvider time)
    : WorkflowActivity<TurnRequest, TurnStatus>
{
    public override async Task<TurnStatus> RunAsync(WorkflowActivityContext context, TurnRequest input)
    {
        var head = await reader.FindAsync(input.SessionId);
        if (head?.Turns?.FirstOrDefault() is not { } first || first.Id != input.TurnId)
        {
            return TurnStatus.Answered;
        }

        var left = first.Since + options.Value.Timeout - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return TurnStatus.TimedOut;
        }

        using var deadline = new CancellationTokenSource(left, time);
        try
        {
            var answer = await AnswerAsync(head, await reader.ReadQuestionAsync(head, first, deadline.Token), deadline.Token);
            await sessions.EndTurnAsync(input.SessionId, new EndTurnCommand(input.TurnId, TurnStatus.Answered) { Answer = answer });
            return TurnStatus.Answered;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return TurnStatus.TimedOut;
        }
    }

    private async Task<NewMessage> AnswerAsync(SessionHead head, PendingTurn turn, CancellationToken deadline)
    {
        var count = head.Messages.Count - head.DeletedMessages;
        var window = await reader.ListMessagesAsync(head, Math.Max(1, count - ReplyModel.ContextMessages + 1), count, deadline);
        var key = turn.Cacheable ? ReplyCache.KeyOf(head, window, turn.Content) : null;
        if (key is not null && cache.Find(key) is { } known)
        {
            return known with { Cached = true };
        }

        await using var attempt = chunks.Begin(turn);
        var answer = await model.AnswerAsync(
            [.. window.Select(ReplyModel.ToChatMessage), ReplyModel.ToChatMessage(turn.Sender, turn.Content)], head.Id, $"turn {turn.Id}", attempt.Add, deadline);
        if (key is not null)
        {
            cache.Keep(key, answer);
        }

        return answer;
    }
}
