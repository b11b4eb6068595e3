using System.Text.Json;
using Microsoft.Extensions.Options;
using Parley.Api.Contracts;
using Parley.Sessions.Chats;
using Parley.Sessions.Messages;
using Parley.Workflows.Chats;

namespace Parley.Api.Chat;

/// <summary>Reads what both chats are sent: a message, and perhaps the conversation that it belongs to.</summary>
public sealed class ChatQuestions(UuidSessions sessions, IdempotencyKeys keys, IOptions<ChatOptions> options)
{
    private const int MaxMessage = 5000;

    private static readonly Sender User = new("user", SenderRole.User);

    public async Task<(BeginTurnCommand? Command, IResult? Refusal)> ReadAsync(HttpContext context, string route)
    {
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        if (ProblemOf(body) is { } problem)
        {
            return (null, ChatAnswers.Bad(problem));
        }

        if (context.Request.Headers.TryGetValue(IdempotencyKeys.Header, out var key) && !IdempotencyKeys.IsValid(key.ToString()))
        {
            return (null, ChatAnswers.Bad($"{IdempotencyKeys.Header} must be 1 to {IdempotencyKeys.MaxLength} printable characters"));
        }

        var claim = await keys.ClaimAsync(context.Request, ChatModule.Channel, route, body.Bytes);
        if (claim is { Matches: false })
        {
            return (null, ChatAnswers.Failure(ChatModule.KeyReused, StatusCodes.Status422UnprocessableEntity));
        }

        var id = claim?.CommandId ?? Guid.NewGuid().ToString("N");
        var known = body.Text("conversation_id") is { } given ? await sessions.FindAsync(given, context.RequestAborted) : null;
        return (new BeginTurnCommand(id, known?.Id ?? Guid.ParseExact(id, "N").ToString(), ChatModule.Channel, new NewMessage(User, body.Text("message")!))
        {
            ClaimedAt = claim?.ClaimedAt,
            Lifetime = options.Value.Lifetime,
            Cacheable = true,
        }, null);
    }

    /// <summary>What a command's answer is called while it is made, the same in every repeat.</summary>
    public static string AnswerIdOf(string commandId)
    {
        var id = Guid.ParseExact(commandId, "N").ToByteArray();
        id[^1] ^= byte.MaxValue;
        return new Guid(id).ToString();
    }

    private static string? ProblemOf(JsonBody body) =>
        body.Problem
        ?? (!body.Object.TryGetProperty("message", out _) ? "message is required"
            : body.Text("message") is not { } message ? "message must be a string"
            : string.IsNullOrWhiteSpace(message) ? "message must not be blank"
            : CodePoints.Count(message) > MaxMessage ? $"message must have at most {MaxMessage} characters"
            : body.Object.TryGetProperty("conversation_id", out var id) && id.ValueKind != JsonValueKind.Null && body.Text("conversation_id") is null
                ? "conversation_id must be a string"
            : null);
}
