using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Hosting;
using Parley.Sessions;
using Parley.Sessions.Debts;
using Parley.Sessions.Messages;

namespace Parley.Workflows.Tests;

/// <summary>Sessions and workflows inside the test's process, in memory, so that a test sees what no contract shows.</summary>
public sealed class WorkflowsHost : IAsyncDisposable
{
    private const string Component =
        """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata:
          - name: actorStateStore
            value: "true"
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("parley-workflows-").FullName;
    private readonly KeptLogs logs = new();
    private readonly WebApplication app;

    private WorkflowsHost((string Name, string Value)[] settings)
    {
        File.WriteAllText(Path.Combine(folder, "statestore.yaml"), Component);
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Debug);
        builder.Configuration["Dapr:ResourcesPath"] = folder;
        foreach (var (name, value) in settings)
        {
            builder.Configuration[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        }

        builder.Services.AddSessions(builder.Configuration);
        builder.Services.AddReplies(builder.Configuration);
        app = builder.Build();
    }

    /// <summary>All that was logged, exceptions included.</summary>
    public string Output => logs.Text;

    public static async Task<WorkflowsHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var host = new WorkflowsHost(settings);
        await host.app.StartAsync();
        return host;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Appends a user's text, or what is given instead; the sequence.</summary>
    public async Task<long> SayAsync(string session, string text, SenderRole role = SenderRole.User, MessageType type = MessageType.Text, bool owedReply = false)
    {
        var message = new NewMessage(new Sender("user-1", role, "张三"), text) { Type = type, OwedReply = owedReply };
        var result = await Get<SessionWriter>().AppendAsync(new AppendCommand(Guid.NewGuid().ToString("N"), session, "im", message));
        return result.Message!.Sequence;
    }

    public async Task<Message> MessageAsync(string session, long sequence) =>
        (await Get<SessionReader>().ReadMessagesAsync(await HeadAsync(session), sequence, sequence))[0];

    public async Task<SessionHead> HeadAsync(string session) =>
        await Get<SessionReader>().FindAsync(session) ?? throw new InvalidOperationException($"There is no session '{session}'.");

    public async Task<bool> OwesAsync(string session, DebtKind kind) => (await HeadAsync(session)).Debts.Exists(debt => debt.Kind == kind);

    /// <summary>Waits until nothing of this kind is owed any more.</summary>
    public Task PaidAsync(string session, DebtKind kind) =>
        Eventually.TrueAsync(async () => !await OwesAsync(session, kind), $"session {session} owes no {kind}", evidence: () => Output);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        logs.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
