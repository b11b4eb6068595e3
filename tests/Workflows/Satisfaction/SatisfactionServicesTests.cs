using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Workflows.Satisfaction;
using Xunit;

namespace Parley.Workflows.Tests.Satisfaction;

public sealed class SatisfactionServicesTests
{
    [Theory]
    [InlineData(null, typeof(LexiconJudge))]
    [InlineData("offline", typeof(LexiconJudge))]
    [InlineData("openai", typeof(ModelSatisfactionJudge))]
    public async Task The_provider_chooses_the_judge(string? provider, Type judge)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Ai:Provider", provider)])
            .Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IChatClient>(new FakeChatClient("{}"))
            .AddSatisfactionJudge(configuration)
            .BuildServiceProvider();

        Assert.IsType(judge, services.GetRequiredService<ISatisfactionJudge>());
    }

    [Fact]
    public async Task The_lexicon_answers_as_a_judge()
    {
        var judgement = await new LexiconJudge(Said.Lexicon).JudgeAsync(Said.Turns("再也不来了"), CancellationToken.None);

        Assert.Equal(1, judgement.Score);
    }
}
