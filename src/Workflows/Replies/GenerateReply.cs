using Dapr.Workflow;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Sessions;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;
using Parley.Workflows.Models;

namespace Parley.Workflows.Replies;

/// <summary>Asks the model and records its answer. A reply that is no longer open is left alone.</summary>
public sealed partial class GenerateReply(
    SessionReader reader,
    SessionWriter writer,
    IChatClient model,
    IOptions<AiOptions> options,
    TimeProvider time,
    ILogger<GenerateReply> logger)
    : WorkflowActivity<ReplyRequest, ReplyStatus>
{
    public const int ContextMessages = 9;

    public override async Task<ReplyStatus> RunAsync(WorkflowActivityContext context, ReplyRequest input)
    {
        var head = await reader.FindAsync(input.SessionId);
        var debt = head?.Debts.Find(debt => debt.Sequence == input.Sequence);
        if (head is null || debt is null)
        {
            return ReplyStatus.Replied;
        }

        var left = debt.Since + options.Value.Timeout - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return ReplyStatus.TimedOut;
        }

        using var deadline = new CancellationTokenSource(left, time);
        var window = await reader.ReadMessagesAsync(head, input.Sequence - ContextMessages, input.Sequence, deadline.Token);
        ChatResponse response;
        try
        {
            // A model may not heed its token.
            response = await model
                .GetResponseAsync(window.Where(message => message.DeletedAt is null).Select(ToChatMessage), new ChatOptions { Instructions = options.Value.Instructions }, deadline.Token)
                .WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return ReplyStatus.TimedOut;
        }
        catch (Exception exception)
        {
            // Only the kind: a provider's text may name its address or its key.
            var failure = exception as ModelException ?? new ModelException(exception.GetType().Name);
            ModelFailed(logger, failure.Kind, input.SessionId, debt.Number);
            throw failure;
        }

        var result = await writer.AppendAsync(new AppendCommand(
            AiReplyWorkflow.InstanceId(debt.Number), input.SessionId, head.Channel, ToReply(response))
        {
            Answers = input.Sequence,
        });
        return result.Status is AppendStatus.Appended or AppendStatus.Repeated or AppendStatus.ReplyClosed
            ? ReplyStatus.Replied
            : throw new InvalidOperationException($"A reply was refused: {result.Status}.");
    }

    private static ChatMessage ToChatMessage(Message message) => new(
        message.Sender.Role switch
        {
            SenderRole.User or SenderRole.Customer => ChatRole.User,
            SenderRole.System => ChatRole.System,
            _ => ChatRole.Assistant,
        },
        message.Content);

    private NewMessage ToReply(ChatResponse response)
    {
        var text = response.Text.Trim();
        if (text.Length == 0 || !Identifier.IsText(text))
        {
            throw new ModelException("empty answer");
        }

        return new NewMessage(Sender.Ai, Cut(text, options.Value.MaxReplyLength))
        {
            Usage = response.Usage is { } usage
                ? new Usage(usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0)
                : null,
        };
    }

    private static string Cut(string text, int length) => text.Length <= length ? text
        : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    [LoggerMessage(LogLevel.Warning, "The model failed with {Failure} for session {SessionId}, message {Number}.")]
    private static partial void ModelFailed(ILogger logger, string failure, string sessionId, long number);
}
