namespace Parley.Api.Chat.Exports;

internal static class ExportsServices
{
    public static void AddExports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExportOptions>().Bind(configuration.GetSection("Exports")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Spool>();
        services.AddSingleton<RunningExports>();
        services.AddHostedService(provider => provider.GetRequiredService<RunningExports>());
        services.AddHostedService<SpoolSweeper>();
        services.AddSingleton<ExportEndpoint>();
        services.AddSingleton<SpooledEndpoint>();
    }
}
