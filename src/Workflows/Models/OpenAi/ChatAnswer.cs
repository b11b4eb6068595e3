using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace Parley.Workflows.Models.OpenAi;

/// <summary>What OpenAI answers, in the terms of Microsoft.Extensions.AI.</summary>
internal static class ChatAnswer
{
    public static ChatResponse Whole(Sdk.ChatCompletion completion)
    {
        var text = Text(completion.Content);
        return text.Length == 0
            ? throw new ModelException("empty answer")
            : new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
            {
                ResponseId = completion.Id,
                ModelId = completion.Model,
                FinishReason = Reason(completion.FinishReason),
                Usage = completion.Usage is { } usage ? Usage(usage) : null,
            };
    }

    public static ChatResponseUpdate Piece(Sdk.StreamingChatCompletionUpdate update)
    {
        var piece = new ChatResponseUpdate(ChatRole.Assistant, Text(update.ContentUpdate))
        {
            ResponseId = update.CompletionId,
            ModelId = update.Model,
            FinishReason = update.FinishReason is { } reason ? Reason(reason) : null,
        };
        if (update.Usage is { } usage)
        {
            piece.Contents.Add(new UsageContent(Usage(usage)));
        }

        return piece;
    }

    private static string Text(Sdk.ChatMessageContent content) => string.Concat(content.Select(part => part.Text));

    private static UsageDetails Usage(Sdk.ChatTokenUsage usage) => new()
    {
        InputTokenCount = usage.InputTokenCount,
        OutputTokenCount = usage.OutputTokenCount,
        TotalTokenCount = usage.TotalTokenCount,
    };

    private static ChatFinishReason Reason(Sdk.ChatFinishReason reason) => reason switch
    {
        Sdk.ChatFinishReason.Length => ChatFinishReason.Length,
        Sdk.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        Sdk.ChatFinishReason.Stop => ChatFinishReason.Stop,
        _ => ChatFinishReason.ToolCalls,
    };
}
