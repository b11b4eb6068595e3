using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Parley.Api.Tests.Host;

/// <summary>The service inside the test's process, on state in memory, for tests that reach what no contract does.</summary>
public abstract class InProcessHost : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-").FullName;
    private WebApplication app = null!;

    protected Uri Address => new(app.Urls.First());

    public async Task InitializeAsync()
    {
        foreach (var (name, type, metadata) in new[]
        {
            ("statestore", "state.in-memory", "[{ name: actorStateStore, value: \"true\" }]"), ("taskqueue", "state.in-memory", "[]"), ("events", "pubsub.in-memory", "[]"),
        })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.yaml"), $$"""
                apiVersion: dapr.io/v1alpha1
                kind: Component
                metadata: { name: {{name}} }
                spec: { type: {{type}}, version: v1, metadata: {{metadata}} }
                """);
        }

        var builder = WebApplication.CreateBuilder();
        builder.AddParley();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Dapr:ResourcesPath"] = folder;
        builder.Logging.ClearProviders();
        Configure(builder.Services);
        app = builder.Build();
        app.UseParley();
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    protected virtual void Configure(IServiceCollection services)
    {
    }
}
