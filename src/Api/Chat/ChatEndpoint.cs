using Microsoft.Extensions.Options;
using Parley.Api.Contracts;
using Parley.Workflows;
using Parley.Workflows.Chats;

namespace Parley.Api.Chat;

/// <summary>One question, and its answer with the same response.</summary>
internal static class ChatEndpoint
{
    public const string Route = "/api/chat";

    public static async Task<IResult> HandleAsync(
        HttpContext context, ChatQuestions questions, Conversations conversations, IOptions<AiOptions> options)
    {
        var (command, refusal) = await questions.ReadAsync(context, Route);
        if (command is null)
        {
            return refusal!;
        }

        var answered = await conversations.AskAsync(command, context.RequestAborted);
        var text = answered.Status == AnsweredStatus.InHumanHands ? options.Value.HandoffText : answered.Answer?.Content;
        if (text is null)
        {
            return ChatAnswers.NoReply(answered.Status, context.Response);
        }

        if (answered.Repeated)
        {
            IdempotencyKeys.MarkReplayed(context.Response);
        }

        return new JsonAnswer<ChatReply>(
            new ChatReply("success", text, command.SessionId, answered.Answer?.Cached == true), ChatJson.Default.ChatReply);
    }
}
