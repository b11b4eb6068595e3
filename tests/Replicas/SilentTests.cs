using System.Net.Http.Json;
using Parley.Hosting;
using Xunit;

namespace Parley.Replicas.Tests;

/// <summary>Two replicas without a component for events.</summary>
public sealed class SilentTests
{
    private const int Attempts = 40;

    [Fact]
    public async Task Without_events_pushes_arrive_all_the_same_and_streamed_answers_are_whole()
    {
        await using var replicas = await TwoReplicas.PrepareAsync(tellsEvents: false, ("Ai__Satisfaction", "false"));
        await replicas.StartAsync();
        await PushAsync(replicas);

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = await replicas.Second.CountAnswersAsync();
            await StreamAsync(replicas.First.Host, replicas.Second.NewSession());
            if (await replicas.Second.CountAnswersAsync() > before)
            {
                return;
            }
        }

        Assert.Fail($"Of {Attempts} answers the other replica made none.\n{replicas.Output()}");
    }

    private static async Task PushAsync(TwoReplicas replicas)
    {
        var user = replicas.Second.NewSession();
        using var socket = await ImSocket.ConnectAsync(replicas.First.Host, user);
        await socket.ExpectAsync("welcome");

        var sent = await replicas.Second.Host.PostMessageAsync(user, "How long does delivery take?");

        Assert.Equal(sent.GetProperty("message_id").GetString(), (await socket.ExpectAsync("message")).GetProperty("message_id").GetString());
        Assert.Equal(sent.GetProperty("message_id").GetString(), (await socket.ExpectAsync("ai_reply")).GetProperty("user_message_id").GetString());
    }

    private static async Task StreamAsync(ParleyHost host, string conversation)
    {
        using var response = await host.Client.PostAsJsonAsync(
            host.At("/api/chat-stream"), new { message = "How long does delivery take?", conversation_id = conversation });
        var stream = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, stream);
        Assert.Contains("data: {\"content\":\"", stream, StringComparison.Ordinal);
        Assert.Contains("event: done\n", stream, StringComparison.Ordinal);
    }
}
