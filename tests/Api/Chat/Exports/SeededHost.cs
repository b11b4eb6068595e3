using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Hosting;
using Parley.Sessions;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Xunit;

namespace Parley.Api.Tests.Chat.Exports;

/// <summary>A service whose store was filled before it started.</summary>
public abstract class SeededHost(params (string Name, string Value)[] settings) : IAsyncLifetime
{
    private static readonly Sender User = new("customer-1", SenderRole.User);

    public ParleyHost Host { get; } = ParleyHost.Prepare([("Ai__Satisfaction", "false"), .. settings]);

    public string Spool => Path.Combine(Host.Folder, "data", "exports");

    public async Task InitializeAsync()
    {
        var components = Directory.CreateDirectory(Path.Combine(Host.Folder, "components")).FullName;
        await File.WriteAllTextAsync(Path.Combine(components, "statestore.yaml"), Component("statestore", "actorStateStore", "true"));
        await File.WriteAllTextAsync(Path.Combine(components, "taskqueue.yaml"), Component("taskqueue", "keyPrefix", "name"));
        await SeedAsync(components);
        await Host.StartAgainAsync();
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    protected abstract Task SeedAsync(SessionWriter writer, DocumentStore documents);

    /// <summary>Texts of a user and of the AI, turn about.</summary>
    protected static async Task WriteAsync(SessionWriter writer, string id, IEnumerable<string> texts, string channel = "chat")
    {
        var sender = Sender.Ai;
        foreach (var text in texts)
        {
            sender = sender == User ? Sender.Ai : User;
            var result = await writer.AppendAsync(new AppendCommand(Guid.NewGuid().ToString("N"), id, channel, new NewMessage(sender, text)));
            Assert.Equal(AppendStatus.Appended, result.Status);
        }
    }

    private async Task SeedAsync(string components)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Dapr:ResourcesPath"] = components;
        builder.Configuration["Ai:Satisfaction"] = "false";
        builder.Services.AddSessions(builder.Configuration);
        await using var app = builder.Build();
        await app.StartAsync();
        await SeedAsync(app.Services.GetRequiredService<SessionWriter>(), app.Services.GetRequiredService<DocumentStore>());
        await app.StopAsync();
    }

    private string Component(string name, string item, string value) => $"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: {name}
        spec:
          type: state.sqlite
          version: v1
          metadata:
          - name: connectionString
            value: "{Path.Combine(Host.Folder, name + ".db")}"
          - name: {item}
            value: "{value}"
        """;
}
