using System.Text.Json;
using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Workflows.Chats;

namespace Parley.Api.Chat;

/// <summary>Shows and deletes conversations.</summary>
internal static class ConversationEndpoint
{
    public const string Route = "/api/conversations/{conversation_id}";

    // A conversation may be longer than memory should hold at once.
    private const int BatchSize = 100;

    public static async Task<IResult> GetAsync(string conversation_id, UuidSessions sessions, SessionReader reader, CancellationToken cancellation) =>
        await sessions.FindAsync(conversation_id, cancellation) is { } head
            ? TypedResults.Stream(body => WriteAsync(body, head, reader, cancellation), "application/json; charset=utf-8")
            : ChatAnswers.Failure("Conversation not found", StatusCodes.Status404NotFound);

    public static async Task<IResult> DeleteAsync(
        string conversation_id, UuidSessions sessions, SessionWriter writer, ReplyCache cache, CancellationToken cancellation)
    {
        if (await sessions.FindAsync(conversation_id, cancellation) is not { } head || !await writer.Session(head.Id).DeleteAsync(new DeleteSessionCommand()))
        {
            return ChatAnswers.Notice("错误", "会话历史未找到", StatusCodes.Status404NotFound);
        }

        cache.Drop(head);
        return ChatAnswers.Notice("成功", "会话历史已清除");
    }

    private static async Task WriteAsync(Stream body, SessionHead head, SessionReader reader, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = PlainJsonEncoder.Instance });
        json.WriteStartObject();
        json.WriteString("status", "success");
        json.WriteStartArray("history");
        var count = head.Messages.Count - head.DeletedMessages;
        for (var from = 1L; from <= count; from += BatchSize)
        {
            foreach (var message in await reader.ListMessagesAsync(head, from, Math.Min(from + BatchSize - 1, count), cancellation))
            {
                ChatJson.Default.HistoryItem.SerializeHandler!(json, HistoryItem.Of(message));
            }

            await json.FlushAsync(cancellation);
        }

        json.WriteEndArray();
        json.WriteString("created_at", ContractTime.NaiveUtc(head.CreatedAt));
        json.WriteString("last_active", ContractTime.NaiveUtc(head.LastActivityAt));
        json.WriteEndObject();
    }
}
