using Dapr.Workflow;
using Microsoft.Extensions.Options;
using Parley.Sessions;
using Parley.Sessions.Debts;
using Parley.Sessions.Replies;

namespace Parley.Workflows.Replies;

/// <summary>Asks the model and records its answer. A reply that is no longer open is left alone.</summary>
public sealed class GenerateReply(
    SessionReader reader, SessionWriter writer, ReplyModel model, IOptions<AiOptions> options, TimeProvider time)
    : WorkflowActivity<ReplyRequest, ReplyStatus>
{
    public override async Task<ReplyStatus> RunAsync(WorkflowActivityContext context, ReplyRequest input)
    {
        var head = await reader.FindAsync(input.SessionId);
        if (head?.Debts.Find(debt => debt.Kind == DebtKind.Reply && debt.Sequence == input.Sequence) is not { } debt)
        {
            return ReplyStatus.Replied;
        }

        var left = debt.Since + options.Value.Timeout - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return ReplyStatus.TimedOut;
        }

        using var deadline = new CancellationTokenSource(left, time);
        try
        {
            var window = await reader.ReadMessagesAsync(head, input.Sequence - ReplyModel.ContextMessages, input.Sequence, deadline.Token);
            var conversation = window.Where(message => message.DeletedAt is null).Select(ReplyModel.ToChatMessage).ToList();
            var reply = await model.AnswerAsync(conversation, input.SessionId, $"message {debt.Number}", null, deadline.Token);
            var result = await writer.AppendAsync(
                new AppendCommand(AiReplyWorkflow.InstanceId(debt.Number), input.SessionId, head.Channel, reply) { Answers = input.Sequence });
            return result.Status is AppendStatus.Appended or AppendStatus.Repeated or AppendStatus.ReplyClosed
                ? ReplyStatus.Replied
                : throw new InvalidOperationException($"A reply was refused: {result.Status}.");
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return ReplyStatus.TimedOut;
        }
    }
}
