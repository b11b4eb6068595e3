using System.Text.Json;
using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace Parley.Workflows.Models.OpenAi;

/// <summary>What Microsoft.Extensions.AI asks, in OpenAI's terms.</summary>
internal static class ChatRequest
{
    public static IEnumerable<Sdk.ChatMessage> Messages(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        if (!string.IsNullOrWhiteSpace(options?.Instructions))
        {
            yield return new Sdk.SystemChatMessage(options.Instructions);
        }

        foreach (var message in messages)
        {
            yield return message.Role == ChatRole.System ? new Sdk.SystemChatMessage(message.Text)
                : message.Role == ChatRole.Assistant ? new Sdk.AssistantChatMessage(message.Text)
                : new Sdk.UserChatMessage(message.Text);
        }
    }

    public static Sdk.ChatCompletionOptions Options(ChatOptions? options, float? temperature) => new()
    {
        Temperature = options?.Temperature ?? temperature,
        ResponseFormat = options?.ResponseFormat switch
        {
            ChatResponseFormatJson { Schema: { } schema } json => Sdk.ChatResponseFormat.CreateJsonSchemaFormat(
                json.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), json.SchemaDescription, IsClosed(schema)),
            ChatResponseFormatJson => Sdk.ChatResponseFormat.CreateJsonObjectFormat(),
            _ => null,
        },
    };

    // OpenAI refuses to be strict about a schema that leaves room for more.
    private static bool? IsClosed(JsonElement schema) =>
        schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False ? true : null;
}
