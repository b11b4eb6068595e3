namespace Parley.Api.Contracts;

internal static class ContractsServices
{
    public static void AddContracts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ContractTime>();
        services.AddSingleton<ContractGuard>();
        services.AddSingleton<TokenGuard>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<OwedReplies>();
        services.AddSingleton<UuidSessions>();
        services.AddOptions<StreamingOptions>().Bind(configuration.GetSection("Streaming")).ValidateDataAnnotations().ValidateOnStart();
        foreach (var type in typeof(IContract).Assembly.GetTypes().Where(type => type.IsClass && typeof(IContract).IsAssignableFrom(type)))
        {
            var contract = (IContract)Activator.CreateInstance(type)!;
            contract.AddServices(services, configuration);
            services.AddSingleton(contract);
        }

        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])
            .AllowAnyHeader()
            .AllowAnyMethod()));
    }

    public static void UseContracts(this IApplicationBuilder app)
    {
        app.UseMiddleware<ContractGuard>();
        app.UseCors();
        app.UseMiddleware<TokenGuard>();
    }
}
