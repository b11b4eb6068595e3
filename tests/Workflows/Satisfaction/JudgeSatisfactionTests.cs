using Microsoft.Extensions.DependencyInjection;
using Parley.Sessions;
using Parley.Sessions.Debts;
using Parley.Sessions.Messages;
using Parley.Workflows.Satisfaction;
using Parley.Workflows.Tests.OpenAi;
using Xunit;

namespace Parley.Workflows.Tests.Satisfaction;

/// <summary>What becomes of a satisfaction debt when the judge is a model's server.</summary>
public sealed class JudgeSatisfactionTests
{
    private const string Session = "judged";

    [Fact]
    public async Task A_users_text_is_judged_by_the_model_and_the_debt_is_paid()
    {
        await using var model = await ModelServer.StartAsync(Judgements.Of(2));
        await using var host = await StartAsync(model);

        var sequence = await host.SayAsync(Session, "太慢了");
        await host.PaidAsync(Session, DebtKind.Satisfaction);

        var satisfaction = (await host.MessageAsync(Session, sequence)).Satisfaction;
        Assert.Equal((2, SatisfactionSource.Inferred, 0.75), (satisfaction?.Score, satisfaction?.Source, satisfaction?.Confidence));
        Assert.Equal(["太慢了"], satisfaction?.Evidence);
    }

    [Fact]
    public async Task The_model_is_held_to_the_schema()
    {
        await using var model = await ModelServer.StartAsync(Judgements.Of(2));
        await using var host = await StartAsync(model);

        await host.SayAsync(Session, "太慢了");
        await host.PaidAsync(Session, DebtKind.Satisfaction);

        var request = Assert.Single(model.Requests);
        Assert.Equal(("POST", "/v1/chat/completions", $"Bearer {Calls.Key}"), (request.Method, request.Path, request.Authorization));
        var format = request.Body.GetProperty("response_format");
        Assert.Equal("json_schema", format.GetProperty("type").GetString());
        Assert.Equal(
            ["score", "confidence", "evidence"],
            format.GetProperty("json_schema").GetProperty("schema").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(0, request.Body.GetProperty("temperature").GetDouble());
        Assert.False(request.Streamed);
    }

    [Fact]
    public async Task The_model_sees_the_ten_latest_texts_cut_to_a_bound_and_none_that_is_deleted()
    {
        await using var model = await ModelServer.StartAsync(Judgements.Of(3));
        await using var host = await StartAsync(model);
        await host.SayAsync(Session, "too long ago", SenderRole.Staff);
        var deleted = await host.SayAsync(Session, "deleted", SenderRole.Staff);
        await host.Get<SessionWriter>().Session(Session).DeleteMessageAsync(new DeleteCommand(deleted));
        await host.SayAsync(Session, "https://shop/cat.png", SenderRole.Staff, MessageType.Image);
        for (var i = 0; i < 7; i++)
        {
            await host.SayAsync(Session, $"staff {i}", SenderRole.Staff);
        }

        await host.SayAsync(Session, new string('长', 3000));
        await host.PaidAsync(Session, DebtKind.Satisfaction);

        Assert.Equal(
            [.. Enumerable.Range(0, 7).Select(i => ("Other", $"staff {i}")), ("User", new string('长', 2000))],
            Assert.Single(model.Requests).Conversation());
    }

    [Theory]
    [InlineData(SenderRole.Staff, MessageType.Text)]
    [InlineData(SenderRole.Assistant, MessageType.Text)]
    [InlineData(SenderRole.System, MessageType.Text)]
    [InlineData(SenderRole.User, MessageType.Image)]
    public async Task Nobody_owes_a_judgement_of_anything_but_the_texts_of_users_and_customers(SenderRole role, MessageType type)
    {
        await using var model = await ModelServer.StartAsync(Answers.Silence());
        await using var host = await StartAsync(model);

        await host.SayAsync(Session, "好", role, type);

        Assert.False(await host.OwesAsync(Session, DebtKind.Satisfaction));
        await host.SayAsync(Session, "好", SenderRole.Customer);
        Assert.True(await host.OwesAsync(Session, DebtKind.Satisfaction));
    }

    [Fact]
    public async Task Nobody_owes_a_judgement_when_inference_is_switched_off()
    {
        await using var model = await ModelServer.StartAsync(Answers.Silence());
        await using var host = await WorkflowsHost.StartAsync(ServiceFixture.Settings(model));

        await host.SayAsync(Session, "太慢了");

        Assert.False(await host.OwesAsync(Session, DebtKind.Satisfaction));
    }

    [Fact]
    public async Task A_judge_that_fails_is_asked_again()
    {
        await using var model = await ModelServer.StartAsync(Answers.Status(500), Answers.Whole("no idea"), Judgements.Of(5));
        await using var host = await StartAsync(model);

        var sequence = await host.SayAsync(Session, "很好");
        await host.PaidAsync(Session, DebtKind.Satisfaction);

        Assert.Equal(5, (await host.MessageAsync(Session, sequence)).Satisfaction?.Score);
    }

    public static TheoryData<string, int> Failures => new()
    {
        { "status 401", 3 },
        { "status 429", 9 },
        { "status 500", 3 },
        { "InvalidJudgement", 3 },
        { "malformed answer", 3 },
        { "connection failed", 3 },
        { "answer too large", 3 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_judge_that_fails_three_times_is_given_up_and_leaves_no_debt_and_no_secret(string failure, int requests)
    {
        await using var model = await ModelServer.StartAsync(failure switch
        {
            "status 429" => Answers.Status(429, "0"),
            "InvalidJudgement" => Answers.Whole("""{"score":9,"confidence":0.75,"evidence":[]}"""),
            "malformed answer" => Answers.Body("text/html", "<html><body>Welcome to nginx!</body></html>"),
            "connection failed" => Answers.Cut(Answers.Body("application/json", "{\"choices\":[")),
            "answer too large" => Answers.Whole(new string('x', 10_000_000)),
            _ => Answers.Status(int.Parse(failure["status ".Length..], provider: null)),
        });
        await using var host = await StartAsync(model);

        var sequence = await host.SayAsync(Session, "Zufriedenheitsfrage");
        await host.PaidAsync(Session, DebtKind.Satisfaction);

        Assert.Null((await host.MessageAsync(Session, sequence)).Satisfaction);
        Assert.Equal(requests, model.Requests.Count);
        Assert.Contains($"Satisfaction could not be judged: {failure}, session {Session}, message ", host.Output, StringComparison.Ordinal);
        AssertSecretsAreKept(host, model);
    }

    [Fact]
    public async Task A_judge_that_says_nothing_is_given_up_at_the_deadline()
    {
        await using var model = await ModelServer.StartAsync(Answers.Silence());
        await using var host = await StartAsync(model, ("Ai__Timeout", "00:00:01"));

        var sequence = await host.SayAsync(Session, "Zufriedenheitsfrage");
        await host.PaidAsync(Session, DebtKind.Satisfaction);

        Assert.Null((await host.MessageAsync(Session, sequence)).Satisfaction);
        Assert.Single(model.Requests);
        Assert.Contains($"Satisfaction could not be judged: timeout, session {Session}, message ", host.Output, StringComparison.Ordinal);
        AssertSecretsAreKept(host, model);
    }

    [Fact]
    public async Task A_message_that_nobody_waits_for_a_judgement_of_is_left_alone()
    {
        await using var model = await ModelServer.StartAsync(Judgements.Of(2));
        await using var host = await StartAsync(model);
        var sequence = await host.SayAsync(Session, "太慢了");
        await host.PaidAsync(Session, DebtKind.Satisfaction);

        var judge = ActivatorUtilities.CreateInstance<JudgeSatisfaction>(host.Get<IServiceProvider>());

        Assert.False(await judge.RunAsync(null!, new SatisfactionRequest(Session, sequence)));
        Assert.False(await judge.RunAsync(null!, new SatisfactionRequest("no such session", 1)));
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task A_reply_and_a_judgement_of_one_message_are_paid_apart()
    {
        await using var model = await ModelServer.StartAsync(
            request => request.IsJudgement() ? Answers.Status(500) : Answers.Whole("一般 48 小时内。"));
        await using var host = await StartAsync(model);

        var sequence = await host.SayAsync(Session, "多久发货？", owedReply: true);
        await host.PaidAsync(Session, DebtKind.Reply);
        await host.PaidAsync(Session, DebtKind.Satisfaction);

        var message = await host.MessageAsync(Session, sequence);
        Assert.Null(message.Satisfaction);
        Assert.Equal("一般 48 小时内。", (await host.MessageAsync(Session, message.Answer!.Sequence)).Content);
    }

    private static Task<WorkflowsHost> StartAsync(ModelServer model, params (string Name, string Value)[] settings) =>
        WorkflowsHost.StartAsync([.. ServiceFixture.Settings(model), ("Ai__Satisfaction", "true"), .. settings]);

    private static void AssertSecretsAreKept(WorkflowsHost host, ModelServer model)
    {
        Assert.DoesNotContain(Calls.Key, host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(model.BaseUrl.Authority, host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Zufriedenheitsfrage", host.Output, StringComparison.Ordinal);
    }
}
