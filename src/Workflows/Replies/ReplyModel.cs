using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Sessions;
using Parley.Sessions.Messages;
using Parley.Workflows.Models;

namespace Parley.Workflows.Replies;

/// <summary>Asks the model for the next message of a conversation.</summary>
public sealed partial class ReplyModel(IChatClient model, IOptions<AiOptions> options, ILogger<ReplyModel> logger)
{
    /// <summary>How many messages before the question the model sees.</summary>
    public const int ContextMessages = 9;

    public static ChatMessage ToChatMessage(Message message) => ToChatMessage(message.Sender, message.Content);

    public static ChatMessage ToChatMessage(Sender sender, string content) => new(
        sender.Role switch
        {
            SenderRole.User or SenderRole.Customer => ChatRole.User,
            SenderRole.System => ChatRole.System,
            _ => ChatRole.Assistant,
        },
        content);

    /// <param name="window">The conversation up to the question.</param>
    /// <param name="sessionId">The session, for the log.</param>
    /// <param name="question">What is answered, for the log: a message or a turn by its id.</param>
    /// <param name="chunk">Is given the answer piece by piece, as it comes.</param>
    /// <param name="deadline">When it is cancelled, nobody waits any more.</param>
    /// <exception cref="OperationCanceledException">The deadline has passed.</exception>
    /// <exception cref="ModelException">The model failed, or gave no answer.</exception>
    public async Task<NewMessage> AnswerAsync(
        IReadOnlyList<ChatMessage> window, string sessionId, string question, Action<string>? chunk, CancellationToken deadline)
    {
        var settings = new ChatOptions { Instructions = options.Value.Instructions };
        try
        {
            // A model may not heed its token.
            var response = await (chunk is null
                ? model.GetResponseAsync(window, settings, deadline)
                : StreamAsync(window, settings, chunk, deadline)).WaitAsync(deadline);
            return ToMessage(response);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            // Only the kind: a provider's text may name its address or its key.
            var failure = exception as ModelException ?? new ModelException(exception.GetType().Name);
            ModelFailed(logger, failure.Kind, sessionId, question);
            throw failure;
        }
    }

    private async Task<ChatResponse> StreamAsync(
        IReadOnlyList<ChatMessage> window, ChatOptions settings, Action<string> chunk, CancellationToken deadline)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in model.GetStreamingResponseAsync(window, settings, deadline))
        {
            updates.Add(update);
            if (update.Text.Length > 0)
            {
                chunk(update.Text);
            }
        }

        return updates.ToChatResponse();
    }

    private NewMessage ToMessage(ChatResponse response)
    {
        var text = response.Text.Trim();
        if (text.Length == 0 || !Identifier.IsText(text))
        {
            throw new ModelException("empty answer");
        }

        return new NewMessage(Sender.Ai, Texts.Cut(text, options.Value.MaxReplyLength))
        {
            Confidence = Confidence.In(response),
            Usage = response.Usage is { } usage
                ? new Usage(usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0)
                : null,
        };
    }

    [LoggerMessage(LogLevel.Warning, "The model failed with {Failure} for session {SessionId}, {Question}.")]
    private static partial void ModelFailed(ILogger logger, string failure, string sessionId, string question);
}
