using Microsoft.Extensions.AI;
using Parley.Workflows.Models.Offline;
using Xunit;

namespace Parley.Workflows.Tests.Models.Offline;

public sealed class OfflineChatClientTests
{
    private static readonly KnowledgeBase Knowledge = KnowledgeBase.Load(new OfflineSettings().Knowledge);

    [Theory]
    [InlineData("运费怎么算", "满 99 元包邮")]
    [InlineData("how much is shipping", "Shipping is free")]
    public async Task A_question_is_answered_in_its_language(string question, string answer) =>
        Assert.Contains(answer, await AskAsync(question), StringComparison.Ordinal);

    [Theory]
    [InlineData("阿根廷的首都是哪座城市", "人工客服")]
    [InlineData("explain quantum mechanics", "human agent")]
    public async Task What_is_not_known_is_said_so_and_a_human_is_offered(string question, string offer) =>
        Assert.Contains(offer, await AskAsync(question), StringComparison.Ordinal);

    [Fact]
    public async Task A_short_follow_up_leans_on_the_previous_question()
    {
        ChatMessage[] conversation =
        [
            new(ChatRole.System, "You are a helpful assistant."),
            new(ChatRole.User, "怎么退货"),
            new(ChatRole.Assistant, "在订单详情点“申请退货”。"),
            new(ChatRole.User, "那运费呢"),
        ];

        var response = await Client().GetResponseAsync(conversation);

        Assert.Contains("退货运费由我们承担", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_question_always_gets_the_same_answer()
    {
        var answers = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add(await AskAsync("积分能抵钱吗，怎么用"));
        }

        Assert.Single(answers);
    }

    [Fact]
    public async Task A_stream_adds_up_to_the_whole_answer_and_its_usage()
    {
        var answer = new string('a', 3) + "😀积分😀可以😀抵钱😀";
        var client = new OfflineChatClient(KnowledgeFiles.Load($"## points\n\n{answer}\n"), new OfflineSettings(), TimeProvider.System);

        var whole = await client.GetResponseAsync("points");
        var updates = await client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "points")]).ToListAsync();

        Assert.Equal(answer, whole.Text);
        Assert.Equal(answer, string.Concat(updates.Select(update => update.Text)));
        Assert.All(updates, update => Assert.False(
            update.Text.Length > 0 && (char.IsLowSurrogate(update.Text[0]) || char.IsHighSurrogate(update.Text[^1])),
            $"'{update.Text}' is cut inside a character"));
        Assert.True(updates.Count > 2, $"expected several chunks, got {updates.Count}");
        Assert.Equal(whole.Usage!.TotalTokenCount, updates.ToChatResponse().Usage!.TotalTokenCount);
        Assert.Equal(whole.FinishReason, updates[^1].FinishReason);
    }

    [Fact]
    public async Task Usage_estimates_what_went_in_and_out()
    {
        var usage = (await Client().GetResponseAsync("运费怎么算")).Usage!;

        Assert.Equal(5, usage.InputTokenCount);
        Assert.InRange(usage.OutputTokenCount!.Value, 20, 60);
        Assert.Equal(usage.InputTokenCount + usage.OutputTokenCount, usage.TotalTokenCount);
    }

    [Fact]
    public async Task A_delayed_answer_can_be_cancelled()
    {
        var client = Client(new OfflineSettings { Delay = TimeSpan.FromHours(1) });
        var stop = new CancellationTokenSource();
        var asked = client.GetResponseAsync("运费怎么算", cancellationToken: stop.Token);

        Assert.False(asked.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task A_stream_can_be_cancelled_between_chunks()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Client().GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "运费怎么算")], cancellationToken: stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task A_failing_provider_fails_as_an_unreachable_one_does()
    {
        var client = Client(new OfflineSettings { Fail = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetResponseAsync("运费怎么算"));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStreamingResponseAsync("运费怎么算").ToListAsync().AsTask());
    }

    [Fact]
    public async Task A_conversation_without_a_question_is_not_answered_from_the_files() =>
        Assert.Contains("human agent", (await Client().GetResponseAsync([])).Text, StringComparison.Ordinal);

    private static OfflineChatClient Client(OfflineSettings? settings = null) =>
        new(Knowledge, settings ?? new OfflineSettings(), TimeProvider.System);

    private static async Task<string> AskAsync(string question) => (await Client().GetResponseAsync(question)).Text;
}
