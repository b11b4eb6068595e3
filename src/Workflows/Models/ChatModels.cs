using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Parley.Workflows.Models.Offline;
using Parley.Workflows.Models.OpenAi;

namespace Parley.Workflows.Models;

public static class ChatModels
{
    /// <summary>Adds the <see cref="IChatClient"/> that <c>Ai:Provider</c> names.</summary>
    public static IServiceCollection AddChatModel(this IServiceCollection services, IConfiguration configuration)
    {
        var provider = configuration["Ai:Provider"] ?? "offline";
        return provider switch
        {
            "offline" => services.AddOffline(configuration),
            "openai" => services.AddOpenAi(configuration),
            _ => throw new InvalidOperationException($"Ai:Provider is '{provider}', which is not known. Known: offline, openai."),
        };
    }

    // Read here and not on first use, so that a malformed file stops the start.
    private static IServiceCollection AddOffline(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Ai:Offline").Get<OfflineSettings>() ?? new OfflineSettings();
        var knowledge = KnowledgeBase.Load(settings.Knowledge);
        return services.AddLimited(time => new OfflineChatClient(knowledge, settings, time));
    }

    private static IServiceCollection AddOpenAi(this IServiceCollection services, IConfiguration configuration)
    {
        var endpoint = new OpenAiEndpoint(configuration.GetSection("Ai:OpenAi").Get<OpenAiSettings>() ?? new OpenAiSettings());
        return services.AddLimited(time => new OpenAiChatClient(endpoint, time));
    }

    private static IServiceCollection AddLimited(this IServiceCollection services, Func<TimeProvider, IChatClient> create)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddOptions().AddSingleton<IChatClient>(provider => new ConcurrencyLimit(
            new TracedModel(create(provider.GetRequiredService<TimeProvider>())),
            provider.GetRequiredService<IOptions<AiOptions>>().Value.MaxConcurrency));
    }
}
