using System.Globalization;
using System.Text.Json;
using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Messages;
using Parley.Workflows.Replies;

namespace Parley.Api.AgentSessions;

/// <summary>How this contract shows sessions and messages.</summary>
public sealed class AgentViews(SessionReader reader, ContractTime times)
{
    public const string DefaultName = "新会话";
    public const string TextMessage = "TextMessage";

    private const string Assistant = "assistant";

    // Where the latest chat is looked for; a session in which others wrote more since shows an empty state.
    private const int StateReach = 50;

    private static readonly JsonElement NoMetadata = JsonElement.Parse("{}");

    public async Task<AgentSession> OfAsync(SessionHead head, CancellationToken cancellation) => new(
        head.Id,
        head.Name ?? DefaultName,
        times.Naive(head.CreatedAt),
        times.Naive(head.LastActivityAt),
        await StateOfAsync(head, cancellation),
        CountOf(head));

    /// <summary>A session as it was when it was created.</summary>
    public AgentSession OfNew(string id, string? name, DateTimeOffset createdAt) =>
        new(id, name ?? DefaultName, times.Naive(createdAt), times.Naive(createdAt), new AgentState(), 0);

    public async Task<IReadOnlyList<AgentMessage>> HistoryAsync(SessionHead head, long offset, int limit, CancellationToken cancellation) =>
        [.. (await reader.ListMessagesAsync(head, offset + 1, Math.Min(offset + limit, CountOf(head)), cancellation)).Select(message => Of(head, message))];

    public static AgentReply Reply(Message message) =>
        new(SourceOf(message.Sender), message.Content, TextMessage, UsageOf(message), message.Metadata ?? NoMetadata);

    /// <summary>What the assistant does not say itself.</summary>
    public static AgentReply Reply(string text) => new(Assistant, text, TextMessage, null, NoMetadata);

    private static long CountOf(SessionHead head) => head.Messages.Count - head.DeletedMessages;

    private AgentMessage Of(SessionHead head, Message message) => new(
        IdOf(message),
        head.Id,
        SourceOf(message.Sender),
        message.Content,
        TextMessage,
        times.Naive(message.CreatedAt),
        UsageOf(message),
        message.Metadata ?? NoMetadata);

    /// <summary>A UUID of version 8 that carries the number behind the letters of Parley.</summary>
    private static string IdOf(Message message) => string.Create(CultureInfo.InvariantCulture, $"7061726c-6579-8000-8000-{message.Number:x12}");

    private static string SourceOf(Sender sender) => sender.Role == SenderRole.Assistant ? Assistant : sender.Id;

    private static ModelsUsage? UsageOf(Message message) =>
        message.Usage is { } usage ? new ModelsUsage(usage.PromptTokens, usage.CompletionTokens) : null;

    private async Task<AgentState> StateOfAsync(SessionHead head, CancellationToken cancellation)
    {
        var count = CountOf(head);
        var latest = await reader.ListMessagesAsync(head, Math.Max(1, count - StateReach + 1), count, cancellation);
        var question = latest.LastOrDefault(message => message.ReplyTo is not null)?.ReplyTo?.Sequence;
        var window = latest.Where(message => message.Sequence <= question).TakeLast(ReplyModel.ContextMessages + 1).Select(Context).ToList();
        return window.Count == 0 ? new AgentState() : AgentState.Of(window);
    }

    private static ContextMessage Context(Message message) => new(message.Content, SourceOf(message.Sender), message.Sender.Role switch
    {
        SenderRole.User or SenderRole.Customer => "UserMessage",
        SenderRole.System => "SystemMessage",
        _ => "AssistantMessage",
    });
}
