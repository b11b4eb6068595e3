using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Parley.Workflows.Models.Offline;

namespace Parley.Workflows.Models;

public static class ChatModels
{
    /// <summary>Adds the <see cref="IChatClient"/> that <c>Ai:Provider</c> names.</summary>
    public static IServiceCollection AddChatModel(this IServiceCollection services, IConfiguration configuration)
    {
        var provider = configuration["Ai:Provider"] ?? "offline";
        Func<IServiceProvider, IChatClient> model = provider switch
        {
            "offline" => Offline(configuration),
            _ => throw new InvalidOperationException($"Ai:Provider is '{provider}', which is not known. Known: offline."),
        };
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<IChatClient>(provider =>
            new ConcurrencyLimit(model(provider), provider.GetRequiredService<IOptions<AiOptions>>().Value.MaxConcurrency));
    }

    // Read here and not on first use, so that a malformed file stops the start.
    private static Func<IServiceProvider, IChatClient> Offline(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Ai:Offline").Get<OfflineSettings>() ?? new OfflineSettings();
        var knowledge = KnowledgeBase.Load(settings.Knowledge);
        return services => new OfflineChatClient(knowledge, settings, services.GetRequiredService<TimeProvider>());
    }
}
