using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using Sdk = OpenAI.Chat;

namespace Parley.Workflows.Models.OpenAi;

/// <summary>A model behind OpenAI's chat completions. Whatever goes wrong is a <see cref="ModelException"/>, or the caller's own cancellation.</summary>
public sealed class OpenAiChatClient : IChatClient
{
    private readonly OpenAiEndpoint endpoint;
    private readonly HttpClient http;
    private readonly Sdk.ChatClient client;

    public OpenAiChatClient(OpenAiEndpoint endpoint, TimeProvider time)
    {
        this.endpoint = endpoint;

        // A redirect would carry customers' words to an address that nobody set.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        http = new HttpClient(new BoundedAnswers(handler, endpoint.MaxAnswerBytes)) { Timeout = Timeout.InfiniteTimeSpan };
        client = new Sdk.ChatClient(endpoint.Model, new ApiKeyCredential(endpoint.ApiKey ?? "none"), new OpenAIClientOptions
        {
            Endpoint = endpoint.Address,
            Transport = new OpenAiTransport(http, hasKey: endpoint.ApiKey is not null),
            RetryPolicy = new RateLimitRetry(endpoint.Timeout, time),
            NetworkTimeout = endpoint.Timeout,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        });
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            Sdk.ChatCompletion completion = await client.CompleteChatAsync(
                ChatRequest.Messages(messages, options), ChatRequest.Options(options, endpoint.Temperature), cancellationToken);
            return ChatAnswer.Whole(completion);
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure.Of(exception);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var stream = client.CompleteChatStreamingAsync(
            ChatRequest.Messages(messages, options), ChatRequest.Options(options, endpoint.Temperature), cancellationToken);
        await using var pieces = stream.GetAsyncEnumerator(cancellationToken);
        var finished = false;
        var length = 0;
        while (await NextAsync(pieces, cancellationToken) is { } piece)
        {
            finished |= piece.FinishReason is not null;
            length += piece.Text.Length;
            if (length > endpoint.MaxAnswerBytes)
            {
                throw Failure.Of(new AnswerTooLargeException());
            }

            yield return piece;
        }

        if (!finished)
        {
            throw new ModelException(Failure.Malformed);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai", defaultModelId: endpoint.Model)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => http.Dispose();

    private static async Task<ChatResponseUpdate?> NextAsync(
        IAsyncEnumerator<Sdk.StreamingChatCompletionUpdate> pieces, CancellationToken cancellation)
    {
        try
        {
            return await pieces.MoveNextAsync() ? ChatAnswer.Piece(pieces.Current) : null;
        }
        catch (Exception exception)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Failure.Of(exception);
        }
    }
}
