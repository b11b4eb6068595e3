using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

/// <summary>What the service finds out about a message by itself, when nothing is set.</summary>
[Collection(nameof(DefaultHost))]
public sealed class InferredSatisfactionTests(DefaultHost fixture)
{
    [Theory]
    [InlineData("等了半个月还没到，太差劲了，再也不来了", 1, 2)]
    [InlineData("服务态度非常好，很满意，谢谢！", 4, 5)]
    public async Task A_text_sent_by_instant_messaging_gets_its_score(string text, int lowest, int highest)
    {
        var session = Conversation.NewSession();
        await fixture.Host.PostMessageAsync(session, text);

        var message = await JudgedAsync(session, text);

        Assert.InRange(message.GetProperty("satisfactionScore").GetInt32(), lowest, highest);
    }

    [Fact]
    public async Task A_report_is_answered_at_once_and_gets_its_reply_confidence_and_score()
    {
        var reported = await fixture.Host.ReportAsync(Conversation.NewSession(), "怎么取消订单？");
        Assert.All(["aiResponse", "confidence", "satisfactionScore"], member => Assert.Null(reported.TextOrNull(member)));

        var message = await fixture.Host.UntilAsync(
            reported,
            "is answered and judged",
            message => message.TextOrNull("aiResponse") is not null && message.TextOrNull("satisfactionScore") is not null);

        Assert.InRange(message.GetProperty("confidence").GetDouble(), 0.5, 1);
        Assert.InRange(message.GetProperty("satisfactionScore").GetInt32(), 1, 5);
    }

    [Fact]
    public async Task A_question_that_the_robot_does_not_know_is_answered_without_confidence()
    {
        var reported = await fixture.Host.ReportAsync(Conversation.NewSession(), "xyzzy plugh");

        var message = await fixture.Host.UntilAsync(reported, "is answered", message => message.TextOrNull("aiResponse") is not null);

        Assert.Equal(0, message.GetProperty("confidence").GetDouble());
    }

    private async Task<JsonElement> JudgedAsync(string session, string text)
    {
        JsonElement judged = default;
        await Eventually.TrueAsync(
            async () =>
            {
                var messages = await fixture.Host.ListAsync($"{Center.Messages}?sessionId={session}");
                judged = messages.FirstOrDefault(message => message.Text("content") == text);
                return judged.ValueKind == JsonValueKind.Object && judged.TextOrNull("satisfactionScore") is not null;
            },
            $"'{text}' in {session} is judged",
            evidence: () => judged + fixture.Host.Output);
        return judged;
    }
}
