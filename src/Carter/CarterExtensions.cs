using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Carter;

/// <summary>Registers and maps modules.</summary>
public static class CarterExtensions
{
    /// <summary>Registers every module of the catalogue, or those that the configurator names, as a singleton.</summary>
    public static IServiceCollection AddCarter(
        this IServiceCollection services,
        DependencyContextAssemblyCatalog? assemblyCatalog = null,
        Action<CarterConfigurator>? configurator = null)
    {
        var configuration = new CarterConfigurator();
        configurator?.Invoke(configuration);

        var modules = configuration.ModuleTypes.Count > 0
            ? configuration.ModuleTypes
            : (assemblyCatalog ?? new DependencyContextAssemblyCatalog()).GetAssemblies()
                .SelectMany(assembly => assembly.GetTypes())
                .Where(IsModule);
        foreach (var module in modules)
        {
            services.AddSingleton(typeof(ICarterModule), module);
        }

        return services;
    }

    /// <summary>Maps the routes of every registered module.</summary>
    public static IEndpointRouteBuilder MapCarter(this IEndpointRouteBuilder builder)
    {
        foreach (var module in builder.ServiceProvider.GetServices<ICarterModule>())
        {
            module.AddRoutes(builder);
        }

        return builder;
    }

    // A private or protected nested module belongs to its class alone.
    private static bool IsModule(Type type) =>
        !type.IsAbstract
        && type.IsAssignableTo(typeof(ICarterModule))
        && (!type.IsNested || type.IsNestedPublic || type.IsNestedAssembly);
}
