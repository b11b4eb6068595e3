using System.Text.Json.Serialization.Metadata;
using Dapr.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Sessions.Catalog;
using Parley.Sessions.Debts;
using Parley.Sessions.Documents;
using Parley.Sessions.Idempotency;
using Parley.Sessions.Numbers;
using Parley.Sessions.Pairs;
using Parley.Sessions.Snapshots;
using Parley.Sessions.Staff;
using Parley.Sessions.Tasks;

namespace Parley.Sessions;

public static class SessionsServices
{
    /// <summary>Adds Dapr's state and actors, and the sessions that live in them.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SessionOptions>()
            .Bind(configuration.GetSection("Sessions"))
            .Configure(options =>
            {
                options.ReplyTimeout = configuration.GetValue("Ai:Timeout", options.ReplyTimeout);
                options.ResumeAfter = configuration.GetValue("Ai:ResumeAfter", options.ResumeAfter);
                options.InferSatisfaction = configuration.GetValue("Ai:Satisfaction", options.InferSatisfaction);
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.AddOptions<TaskOptions>().Bind(configuration.GetSection("Tasks")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PairOptions>().Bind(configuration.GetSection("AutoSession"));

        services.TryAddSingleton(TimeProvider.System);
        services.AddDaprClient();
        services.AddActors(options =>
        {
            options.UseJsonSerialization = true;
            options.JsonSerializerOptions.TypeInfoResolver = JsonTypeInfoResolver.Combine(SessionsJson.Default, new DefaultJsonTypeInfoResolver());
            options.ActorIdleTimeout = TimeSpan.FromMinutes(10);
            // Placement gives a sidecar 8 s for a round of moves. One that drains for longer (Dapr 1.18.3, its default included) is cut
            // off in the midst of it, and then holds back every call of the types that were to move, for good.
            options.DrainOngoingCallTimeout = TimeSpan.FromSeconds(5);
            options.DrainRebalancedActors = true;
            options.Actors.RegisterActor<SessionActor>();
            options.Actors.RegisterActor<SequenceActor>();
            options.Actors.RegisterActor<IdempotencyActor>();
            options.Actors.RegisterActor<TaskQueueActor>();
            options.Actors.RegisterActor<PairActor>();
            options.Actors.RegisterActor<StaffActor>();
            options.Actors.RegisterActor<CatalogActor>();
            options.Actors.RegisterActor<SnapshotsActor>();
        });

        services.AddSingleton(provider => new DocumentStore(provider.GetRequiredService<DaprClient>(), "statestore"));
        services.AddKeyedSingleton(TaskQueueActor.Component, (provider, component) =>
            new DocumentStore(provider.GetRequiredService<DaprClient>(), (string)component!));
        services.AddSingleton<SessionSignals>();
        services.AddSingleton<Announcements>();
        services.AddCatalog(configuration);
        services.AddSingleton<NumberDesk>();
        services.AddSingleton<SessionReader>();
        services.AddSingleton<SessionWriter>();
        services.AddSingleton<SnapshotReader>();
        services.AddSingleton<SnapshotHolds>();
        services.AddSingleton<IdempotencyDesk>();
        services.AddSingleton<TaskQueueDesk>();
        services.AddSingleton<PairReader>();
        services.AddSingleton<PairDesk>();
        services.AddSingleton<HumanDetector>();
        services.AddSingleton<StaffDirectory>();
        services.AddSingleton<DebtPayers>();
        services.AddHostedService(provider => provider.GetRequiredService<DebtPayers>());
        return services;
    }

    private static void AddCatalog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CatalogOptions>().Bind(configuration.GetSection("Feed")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FeedSignal>();
        services.AddSingleton<WrittenElsewhere>();
        services.AddSingleton<CatalogPayer>();
        services.AddSingleton<CatalogReader>();
        services.AddSingleton<FeedReader>();
        services.AddSingleton<Feed>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogPayer>());
        services.AddHostedService(provider => provider.GetRequiredService<FeedReader>());
        services.AddHostedService<OwingSessions>();
        services.AddHostedService<FeedSignals>();
    }
}
