using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Workflows.Models;
using Xunit;

namespace Parley.Workflows.Tests.OpenAi;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Ai:OpenAi:Model has to name the model.", "ApiKey", Calls.Key)]
    [InlineData("Ai:OpenAi:ApiKey is missing, and api.openai.com answers nobody without one.", "Model", "m")]
    [InlineData("Ai:OpenAi:ApiKey has characters that no key has, such as spaces or line ends.", "Model", "m", "ApiKey", "secret\n")]
    [InlineData("Ai:OpenAi:BaseUrl has to be an http or https address without user, query or fragment.", "Model", "m", "BaseUrl", "models.example/v1")]
    [InlineData("Ai:OpenAi:BaseUrl has to be an http or https address without user, query or fragment.", "Model", "m", "BaseUrl", "ftp://models.example")]
    [InlineData("Ai:OpenAi:BaseUrl has to be an http or https address without user, query or fragment.", "Model", "m", "BaseUrl", "https://user:secret@models.example")]
    [InlineData("Ai:OpenAi:Temperature has to be from 0 to 2.", "Model", "m", "ApiKey", "k", "Temperature", "2.5")]
    [InlineData("Ai:OpenAi:Timeout has to be from above 0 to a day.", "Model", "m", "ApiKey", "k", "Timeout", "00:00:00")]
    [InlineData("Ai:OpenAi:MaxAnswerBytes has to be above 0.", "Model", "m", "ApiKey", "k", "MaxAnswerBytes", "0")]
    public void What_is_wrong_stops_the_start_and_is_named_without_its_value(string message, params string[] settings) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Services(settings)).Message);

    [Fact]
    public void A_server_of_ones_own_needs_no_key()
    {
        using var services = Services("Model", "m", "BaseUrl", "http://models.example/v1");

        var metadata = services.GetRequiredService<IChatClient>().GetService<ChatClientMetadata>();
        Assert.Equal(("openai", "m", null), (metadata?.ProviderName, metadata?.DefaultModelId, metadata?.ProviderUri));
    }

    private static ServiceProvider Services(params string[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Chunk(2).ToDictionary(pair => $"Ai:OpenAi:{pair[0]}", pair => (string?)pair[1]))
            .AddInMemoryCollection([KeyValuePair.Create("Ai:Provider", (string?)"openai")])
            .Build();
        return new ServiceCollection().AddChatModel(configuration).BuildServiceProvider();
    }
}
