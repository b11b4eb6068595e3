using Microsoft.Extensions.AI;

namespace Parley.Workflows.Tests.Models;

/// <summary>Answers a call when the test says so.</summary>
public sealed class WaitingModel : IChatClient
{
    private readonly List<TaskCompletionSource<ChatResponse>> calls = [];

    public IReadOnlyList<TaskCompletionSource<ChatResponse>> Calls
    {
        get
        {
            lock (calls)
            {
                return [.. calls];
            }
        }
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = new TaskCompletionSource<ChatResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (calls)
        {
            calls.Add(call);
        }

        return call.Task;
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
