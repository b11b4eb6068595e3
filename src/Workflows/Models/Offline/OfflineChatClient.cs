using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;

namespace Parley.Workflows.Models.Offline;

/// <summary>Answers from the knowledge files: the same conversation always gets the same answer.</summary>
public sealed class OfflineChatClient(KnowledgeBase knowledge, OfflineSettings settings, TimeProvider time) : IChatClient
{
    private const int RunesInChunk = 4;
    private static readonly ChatClientMetadata Metadata = new("offline", defaultModelId: "knowledge");

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        var (answer, confidence) = await AnswerAsync(conversation, cancellationToken);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, answer))
        {
            AdditionalProperties = Confidence.Of(confidence),
            FinishReason = ChatFinishReason.Stop,
            ModelId = Metadata.DefaultModelId,
            Usage = Usage(conversation, answer),
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        var (answer, confidence) = await AnswerAsync(conversation, cancellationToken);
        foreach (var chunk in answer.EnumerateRunes().Chunk(RunesInChunk))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Update(new TextContent(string.Concat(chunk)));
        }

        var last = Update(new UsageContent(Usage(conversation, answer)));
        last.FinishReason = ChatFinishReason.Stop;
        last.AdditionalProperties = Confidence.Of(confidence);
        yield return last;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? Metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
    }

    private static ChatResponseUpdate Update(AIContent content) =>
        new(ChatRole.Assistant, [content]) { ModelId = Metadata.DefaultModelId };

    private static UsageDetails Usage(List<ChatMessage> conversation, string answer)
    {
        var input = conversation.Sum(message => Tokens(message.Text));
        var output = Tokens(answer);
        return new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output };
    }

    // The rule of thumb of common tokenizers: a Chinese character each, else four letters.
    private static int Tokens(string text)
    {
        var han = text.Count(Letters.IsHan);
        return han + ((text.Length - han + 3) / 4);
    }

    private static string Unknown(string question) => Letters.LanguageOf(question) switch
    {
        Language.Chinese => "抱歉，这个问题我暂时回答不了。需要为您转接人工客服吗？",
        _ => "Sorry, I do not know the answer to that. Shall I connect you to a human agent?",
    };

    private async Task<(string Answer, double Confidence)> AnswerAsync(List<ChatMessage> conversation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (settings.Delay > TimeSpan.Zero)
        {
            await Task.Delay(settings.Delay, time, cancellationToken);
        }

        if (settings.Fail)
        {
            throw new HttpRequestException("The model provider failed, as Ai:Offline:Fail asks for.", null, HttpStatusCode.ServiceUnavailable);
        }

        var questions = conversation.Where(message => message.Role == ChatRole.User).Select(message => message.Text).TakeLast(2).ToList();
        var match = questions switch
        {
            [] => null,
            [var only] => knowledge.Find(only),
            [var previous, var last, ..] => knowledge.Find(last, previous),
        };
        return match is null ? (Unknown(questions.LastOrDefault(string.Empty)), 0) : (match.Entry.Answer, match.Similarity);
    }
}
