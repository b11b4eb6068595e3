using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Parley.Hosting;
using Parley.Sessions;
using Parley.Sessions.Chats;
using Parley.Sessions.Messages;
using Parley.Workflows.Chats;
using Xunit;

namespace Parley.Api.Tests.Events;

/// <summary>Pieces of an answer that is made on another replica than the one that holds the client.</summary>
public sealed class ReplyChunksTests : IAsyncLifetime
{
    private static readonly PendingTurn Turn = new() { Id = "t1", Sender = Sender.Ai, Content = "q", Since = DateTimeOffset.UnixEpoch, Streamed = true };

    private readonly string folder = Directory.CreateTempSubdirectory("parley-events-").FullName;
    private WebApplication app = null!;

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

    [Fact]
    public async Task They_reach_who_listens_in_order()
    {
        using var listener = app.Services.GetRequiredService<ReplyChunks>().Listen(Turn.Id);
        await using (var attempt = Elsewhere().Begin(Turn))
        {
            foreach (var piece in new[] { "您好", "，", "再见" })
            {
                attempt.Add(piece);
            }
        }

        await Eventually.TrueAsync(() => Task.FromResult(listener.Chunks.Count > 0), "the pieces arrive");
        var told = "";
        while (listener.Chunks.TryRead(out var chunk))
        {
            Assert.Equal(told.Length, chunk.Offset);
            told += chunk.Text;
        }

        Assert.Equal("您好，再见", told);
    }

    [Fact]
    public async Task Nobody_is_told_of_an_answer_that_nobody_streams()
    {
        using var listener = app.Services.GetRequiredService<ReplyChunks>().Listen(Turn.Id);
        await using (var silent = Elsewhere().Begin(Turn with { Streamed = false }))
        {
            silent.Add("unheard");
        }

        await using (var attempt = Elsewhere().Begin(Turn))
        {
            attempt.Add("heard");
        }

        Assert.Equal("heard", (await listener.Chunks.ReadAsync()).Text);
    }

    private ReplyChunks Elsewhere() => new(app.Services.GetRequiredService<Announcements>(), TimeProvider.System);
}
