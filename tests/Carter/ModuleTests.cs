using System.Net;
using Carter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Parley.Carter.Tests;

public sealed class ModuleTests
{
    [Fact]
    public async Task Every_module_is_found_and_its_routes_answer()
    {
        await using var app = await StartAsync(services => services.AddCarter());

        Assert.Equal("hello", await ReadAsync(app, "/greeting"));
        Assert.Equal("goodbye", await ReadAsync(app, "/farewell"));
    }

    [Fact]
    public async Task Naming_a_module_leaves_the_others_out()
    {
        await using var app = await StartAsync(services => services.AddCarter(configurator: c => c.WithModule<GreetingModule>()));

        Assert.Equal("hello", await ReadAsync(app, "/greeting"));
        Assert.Null(await ReadAsync(app, "/farewell"));
    }

    [Fact]
    public void Modules_are_singletons_each_registered_once()
    {
        var services = new ServiceCollection().AddCarter();

        var modules = services.Where(service => service.ServiceType == typeof(ICarterModule)).ToList();

        Assert.All(modules, module => Assert.Equal(ServiceLifetime.Singleton, module.Lifetime));
        Assert.Equal([typeof(FarewellModule), typeof(GreetingModule)], modules.Select(module => module.ImplementationType!).OrderBy(type => type.Name));
    }

    [Fact]
    public void Abstract_and_private_modules_are_no_modules()
    {
        var services = new ServiceCollection().AddCarter();

        Assert.DoesNotContain(services, service => service.ImplementationType == typeof(Unfinished) || service.ImplementationType == typeof(Secret));
    }

    private static async Task<WebApplication> StartAsync(Action<IServiceCollection> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        configure(builder.Services);
        var app = builder.Build();
        app.MapCarter();
        await app.StartAsync();
        return app;
    }

    private static async Task<string?> ReadAsync(WebApplication app, string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var response = await client.GetAsync(path);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await response.Content.ReadAsStringAsync();
    }

    internal abstract class Unfinished : ICarterModule
    {
        public abstract void AddRoutes(IEndpointRouteBuilder app);
    }

    private sealed class Secret : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
        }
    }
}
