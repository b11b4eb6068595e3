using Microsoft.Extensions.AI;
using Parley.Workflows.Models;
using Parley.Workflows.Models.OpenAi;
using Xunit;

namespace Parley.Workflows.Tests.OpenAi;

/// <summary>Calls the provider in either of its modes.</summary>
internal static class Calls
{
    public const string Key = "sk-secret-4711";

    public static OpenAiChatClient Client(this ModelServer server, TimeSpan? timeout = null, TimeProvider? clock = null) =>
        new(
            new OpenAiEndpoint(new OpenAiSettings
            {
                BaseUrl = server.BaseUrl,
                ApiKey = Key,
                Model = "shop-1",
                Timeout = timeout ?? TimeSpan.FromSeconds(60),
                MaxAnswerBytes = 64 * 1024,
            }),
            clock ?? TimeProvider.System);

    public static async Task<ChatResponse> AskAsync(
        this IChatClient client, bool streamed, CancellationToken cancellation = default) => streamed
            ? await client.GetStreamingResponseAsync("多久发货？", cancellationToken: cancellation).ToChatResponseAsync(cancellation)
            : await client.GetResponseAsync("多久发货？", cancellationToken: cancellation);

    /// <summary>The kind of failure; nothing of the provider's may be in the exception beside it.</summary>
    public static async Task<string> FailAsync(this IChatClient client, bool streamed)
    {
        var failure = await Assert.ThrowsAsync<ModelException>(() => client.AskAsync(streamed));
        Assert.Null(failure.InnerException);
        Assert.Equal($"The model failed: {failure.Kind}.", failure.Message);
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", failure.ToString(), StringComparison.Ordinal);
        return failure.Kind;
    }
}
