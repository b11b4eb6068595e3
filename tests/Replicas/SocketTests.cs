using System.Net.Http.Json;
using System.Text.Json;
using Parley.Hosting;
using Xunit;

namespace Parley.Replicas.Tests;

/// <summary>Sockets on one replica, sessions and writers on the other.</summary>
[Collection(ReplicasCollection.Name)]
public sealed class SocketTests(SharedReplicas shared)
{
    public static TheoryData<bool, bool> Places => new() { { true, true }, { true, false }, { false, true }, { false, false } };

    /// <param name="heldByFirst">Where the session is.</param>
    /// <param name="writtenOnFirst">Where its messages come in.</param>
    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_message_and_its_reply_reach_the_sockets_of_both_replicas_in_order(bool heldByFirst, bool writtenOnFirst)
    {
        var (first, second) = (shared.Replicas.First, shared.Replicas.Second);
        var user = (heldByFirst ? first : second).NewSession();
        using var here = await OpenAsync(first, user);
        using var there = await OpenAsync(second, user);

        for (var i = 0; i < 5; i++)
        {
            var sent = await (writtenOnFirst ? first : second).Host.PostMessageAsync(user, $"question {i}");

            Assert.Equal(
                await ExpectAnswerAsync(here, sent.GetProperty("message_id").GetString()),
                await ExpectAnswerAsync(there, sent.GetProperty("message_id").GetString()));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_comes_over_one_socket_is_answered_on_all_of_its_user(bool heldByFirst)
    {
        var (first, second) = (shared.Replicas.First, shared.Replicas.Second);
        var user = (heldByFirst ? first : second).NewSession();
        using var here = await OpenAsync(first, user);
        using var there = await OpenAsync(second, user);

        await here.SendAsync(new { type = "send_message", content = "question" });
        var sent = (await here.ExpectAsync("message_sent")).GetProperty("message_id").GetString();

        Assert.Equal(await ExpectReplyAsync(here, sent), await ExpectReplyAsync(there, sent));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task That_a_reply_failed_reaches_the_sockets_of_both_replicas_once(bool heldByFirst)
    {
        var (first, second) = (shared.Replicas.First, shared.Replicas.Second);
        var user = (heldByFirst ? first : second).NewSession();
        using var here = await OpenAsync(first, user);
        using var there = await OpenAsync(second, user);

        var sent = (await first.Host.PostMessageAsync(user, SharedReplicas.Fails)).GetProperty("message_id").GetString();

        foreach (var socket in (ImSocket[])[here, there])
        {
            await socket.ExpectAsync("message");
            var error = await socket.ExpectAsync("error");
            Assert.Equal((2001, sent), (error.GetProperty("code").GetInt32(), error.GetProperty("user_message_id").GetString()));
            await socket.SendAsync(new { type = "ping", timestamp = 1 });
            await socket.ExpectAsync("pong");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task That_a_person_takes_over_reaches_the_sockets_of_both_replicas_once(bool heldByFirst)
    {
        var (first, second) = (shared.Replicas.First, shared.Replicas.Second);
        var user = (heldByFirst ? first : second).NewSession();
        await SayAsStaffAsync(first.Host, user);
        using var here = await OpenAsync(first, user);
        using var there = await OpenAsync(second, user);

        var sent = (await second.Host.PostMessageAsync(user, "question")).GetProperty("message_id").GetString();

        foreach (var socket in (ImSocket[])[here, there])
        {
            var frames = new[] { await NextAsync(socket), await NextAsync(socket) }.OrderBy(Type).ToList();
            Assert.Equal(["handoff", "message"], frames.Select(Type));
            Assert.Equal(sent, frames[0].GetProperty("user_message_id").GetString());
            await socket.SendAsync(new { type = "ping", timestamp = 1 });
            await socket.ExpectAsync("pong");
        }
    }

    private static async Task<ImSocket> OpenAsync(Replica replica, string user)
    {
        var socket = await ImSocket.ConnectAsync(replica.Host, user);
        await socket.ExpectAsync("welcome");

        // What a socket answers shows that it listens.
        await socket.SendAsync(new { type = "ping", timestamp = 1 });
        await socket.ExpectAsync("pong");
        return socket;
    }

    private static async Task<string?> ExpectAnswerAsync(ImSocket socket, string? question)
    {
        Assert.Equal(question, (await socket.ExpectAsync("message")).GetProperty("message_id").GetString());
        return await ExpectReplyAsync(socket, question);
    }

    private static async Task<string?> ExpectReplyAsync(ImSocket socket, string? question)
    {
        var reply = await socket.ExpectAsync("ai_reply");
        Assert.Equal(
            (question, SharedReplicas.Begins + SharedReplicas.Ends), (reply.GetProperty("user_message_id").GetString(), reply.GetProperty("content").GetString()));
        return reply.GetProperty("message_id").GetString();
    }

    private static async Task SayAsStaffAsync(ParleyHost host, string session)
    {
        using var response = await host.Client.PostAsJsonAsync(
            host.At("/api/messages"),
            new { robotId = "robot-1", sessionId = session, senderId = "staff-1", senderName = "李四", senderType = "staff", content = "我来", messageType = "text" });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<JsonElement> NextAsync(ImSocket socket) =>
        await socket.ReceiveAsync() ?? throw new InvalidOperationException("The server has closed the socket.");

    private static string Type(JsonElement frame) => frame.GetProperty("type").GetString()!;
}
