using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Parley.Workflows.Models;

/// <summary>A span a call of a model, named as OpenTelemetry's conventions for generative AI have it; never what is said, nor to which address.</summary>
public sealed class TracedModel(IChatClient model) : DelegatingChatClient(model)
{
    private static readonly ActivitySource Source = new("Parley.Workflows");

    private readonly ChatClientMetadata? metadata = model.GetService<ChatClientMetadata>();

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var span = Start();
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            Count(span, response.Usage);
            return response;
        }
        catch (Exception exception)
        {
            Fail(span, exception);
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var span = Start();
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates, span))
        {
            Count(span, updates.Current.Contents.OfType<UsageContent>().LastOrDefault()?.Details);
            yield return updates.Current;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, Activity? span)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception exception)
        {
            Fail(span, exception);
            throw;
        }
    }

    private Activity? Start() => Source.HasListeners()
        ? Source.StartActivity($"chat {metadata?.DefaultModelId}", ActivityKind.Client)?
            .SetTag("gen_ai.operation.name", "chat")
            .SetTag("gen_ai.provider.name", metadata?.ProviderName)
            .SetTag("gen_ai.request.model", metadata?.DefaultModelId)
        : null;

    private static void Count(Activity? span, UsageDetails? usage)
    {
        if (usage is not null)
        {
            span?.SetTag("gen_ai.usage.input_tokens", usage.InputTokenCount).SetTag("gen_ai.usage.output_tokens", usage.OutputTokenCount);
        }
    }

    private static void Fail(Activity? span, Exception exception)
    {
        var kind = (exception as ModelException)?.Kind ?? exception.GetType().Name;
        span?.SetTag("error.type", kind).SetStatus(ActivityStatusCode.Error, kind);
    }
}
