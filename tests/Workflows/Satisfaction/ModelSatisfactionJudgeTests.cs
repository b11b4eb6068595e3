using Microsoft.Extensions.AI;
using Parley.Workflows.Models;
using Parley.Workflows.Satisfaction;
using Xunit;

namespace Parley.Workflows.Tests.Satisfaction;

public sealed class ModelSatisfactionJudgeTests
{
    private const string Valid = """{"score":2,"confidence":0.75,"evidence":["太慢了"]}""";

    [Fact]
    public async Task A_valid_answer_is_the_judgement()
    {
        var judgement = await Judge(new FakeChatClient(Valid), "你好", "> 您好", "太慢了");

        Assert.Equal(2, judgement.Score);
        Assert.Equal(0.75, judgement.Confidence);
        Assert.Equal(["太慢了"], judgement.Evidence);
    }

    [Fact]
    public async Task The_model_is_shown_every_turn_and_held_to_the_schema()
    {
        var model = new FakeChatClient(Valid);

        await Judge(model, "hello", "> hi", "too slow");

        Assert.Equal([ChatRole.System, ChatRole.User], model.Asked.Select(message => message.Role));
        Assert.Equal(
            """[{"role":"User","text":"hello"},{"role":"Other","text":"hi"},{"role":"User","text":"too slow"}]""",
            model.Asked[1].Text);
        var schema = Assert.IsType<ChatResponseFormatJson>(model.Options?.ResponseFormat).Schema;
        Assert.Equal("""["score","confidence","evidence"]""", schema?.GetProperty("required").GetRawText().Replace(" ", string.Empty, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("null")]
    [InlineData("I would say 2.")]
    [InlineData("""```json {"score":2,"confidence":0.5,"evidence":[]} ```""")]
    [InlineData("""{"score":0,"confidence":0.5,"evidence":[]}""")]
    [InlineData("""{"score":6,"confidence":0.5,"evidence":[]}""")]
    [InlineData("""{"score":2.5,"confidence":0.5,"evidence":[]}""")]
    [InlineData("""{"score":"2","confidence":0.5,"evidence":[]}""")]
    [InlineData("""{"score":2,"confidence":1.5,"evidence":[]}""")]
    [InlineData("""{"score":2,"confidence":-0.1,"evidence":[]}""")]
    [InlineData("""{"score":2,"confidence":0.5}""")]
    [InlineData("""{"score":2,"confidence":0.5,"evidence":null}""")]
    [InlineData("""{"score":2,"confidence":0.5,"evidence":[null]}""")]
    [InlineData("""{"score":2,"confidence":0.5,"evidence":[""]}""")]
    [InlineData("""{"score":2,"confidence":0.5,"evidence":"slow"}""")]
    [InlineData("""{"score":2,"confidence":0.5,"evidence":["1","2","3","4","5","6","7","8","9"]}""")]
    [InlineData("""{"score":2,"confidence":0.5,"evidence":[],"more":1}""")]
    [InlineData("""{"score":2,"score":5,"confidence":0.5,"evidence":[]}""")]
    [InlineData("""{"score":2,"confidence":0.5,"evidence":[]} and so on""")]
    public async Task Anything_else_is_a_failure_that_does_not_repeat_the_answer(string answer)
    {
        var exception = await Assert.ThrowsAsync<ModelException>(() => Judge(new FakeChatClient(answer), "太慢了"));

        Assert.Equal("The model failed: InvalidJudgement.", exception.Message);
    }

    [Fact]
    public async Task The_model_heeds_the_token()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => new ModelSatisfactionJudge(new FakeChatClient(Valid)).JudgeAsync(Said.Turns("好"), cancelled.Token));
    }

    private static Task<SatisfactionJudgement> Judge(FakeChatClient model, params string[] turns) =>
        new ModelSatisfactionJudge(model).JudgeAsync(Said.Turns(turns), CancellationToken.None);
}
