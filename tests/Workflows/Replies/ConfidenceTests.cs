using Parley.Sessions.Debts;
using Parley.Workflows.Tests.OpenAi;
using Xunit;

namespace Parley.Workflows.Tests.Replies;

public sealed class ConfidenceTests
{
    private const string Session = "confident";

    [Fact]
    public async Task A_known_question_is_answered_with_how_much_it_resembles_and_shows_that_itself()
    {
        await using var host = await WorkflowsHost.StartAsync();

        var (question, answer) = await AskAsync(host, "怎么取消订单？");

        Assert.InRange(answer ?? -1, 0.5, 1);
        Assert.Equal(answer, question);
    }

    [Fact]
    public async Task A_question_that_nobody_knows_is_answered_with_none()
    {
        await using var host = await WorkflowsHost.StartAsync();

        var (question, answer) = await AskAsync(host, "xyzzy plugh");

        Assert.Equal(0, answer);
        Assert.Equal(answer, question);
    }

    [Fact]
    public async Task A_model_that_does_not_say_how_sure_it_is_leaves_that_open()
    {
        await using var model = await ModelServer.StartAsync(Answers.Whole("一般 48 小时内。"));
        await using var host = await WorkflowsHost.StartAsync(ServiceFixture.Settings(model));

        var (question, answer) = await AskAsync(host, "多久发货？");

        Assert.Null(answer);
        Assert.Null(question);
    }

    private static async Task<(double? Question, double? Answer)> AskAsync(WorkflowsHost host, string text)
    {
        var sequence = await host.SayAsync(Session, text, owedReply: true);
        await host.PaidAsync(Session, DebtKind.Reply);
        var question = await host.MessageAsync(Session, sequence);
        return (question.Confidence, (await host.MessageAsync(Session, question.Answer!.Sequence)).Confidence);
    }
}
