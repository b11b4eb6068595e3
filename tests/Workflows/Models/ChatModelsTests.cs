using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Workflows.Models;
using Xunit;

namespace Parley.Workflows.Tests.Models;

public sealed class ChatModelsTests
{
    [Fact]
    public async Task Without_settings_the_offline_model_answers()
    {
        await using var services = Services();

        var response = await services.GetRequiredService<IChatClient>().GetResponseAsync("运费怎么算");

        Assert.Contains("包邮", response.Text, StringComparison.Ordinal);
        Assert.Equal("offline", services.GetRequiredService<IChatClient>().GetService<ChatClientMetadata>()?.ProviderName);
    }

    [Fact]
    public async Task Settings_reach_the_offline_model()
    {
        await using var services = Services(("Ai:Provider", "offline"), ("Ai:Offline:Fail", "true"));

        await Assert.ThrowsAsync<HttpRequestException>(() => services.GetRequiredService<IChatClient>().GetResponseAsync("运费怎么算"));
    }

    [Theory]
    [InlineData("offline")]
    [InlineData("openai")]
    public async Task Every_model_is_limited(string name)
    {
        await using var services = Services(
            ("Ai:Provider", name), ("Ai:OpenAi:ApiKey", "key"), ("Ai:OpenAi:Model", "shop-1"));

        Assert.NotNull(services.GetRequiredService<IChatClient>().GetService<ConcurrencyLimit>());
    }

    [Fact]
    public void An_unknown_provider_stops_the_start_and_names_the_known_ones() =>
        Assert.Equal(
            "Ai:Provider is 'oracle', which is not known. Known: offline, openai.",
            Assert.Throws<InvalidOperationException>(() => Services(("Ai:Provider", "oracle"))).Message);

    [Fact]
    public void A_missing_folder_stops_the_start() =>
        Assert.Contains(
            "there is no folder 'nowhere'",
            Assert.Throws<InvalidDataException>(() => Services(("Ai:Offline:Knowledge", "nowhere"))).Message,
            StringComparison.Ordinal);

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        return new ServiceCollection().AddChatModel(configuration).BuildServiceProvider();
    }
}
