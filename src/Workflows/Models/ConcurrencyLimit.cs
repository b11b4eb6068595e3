using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Parley.Workflows.Models;

/// <summary>Lets only so many calls reach a model at once; the others wait within their own deadlines.</summary>
public sealed class ConcurrencyLimit(IChatClient model, int limit) : DelegatingChatClient(model)
{
    private readonly SemaphoreSlim free = new(limit, limit);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await free.WaitAsync(cancellationToken);
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        finally
        {
            free.Release();
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await free.WaitAsync(cancellationToken);
        try
        {
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                yield return update;
            }
        }
        finally
        {
            free.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        free.Dispose();
        base.Dispose(disposing);
    }
}
