using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging;

public sealed class RestartTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_answered_is_there_after_the_end_of_the_process(bool killed)
    {
        await using var host = await ParleyHost.StartAsync();
        var session = Conversation.NewSession();
        var body = new { content = "多久发货？", session_id = session };
        var sent = await host.PostAsync(Requests.Send, body, ("Idempotency-Key", "order-7"));
        var records = await host.SettledAsync(session, 1);
        var messages = await host.MessagesAsync(session);
        var first = await SendOverSocketAsync(host);
        await host.SettledAsync("user", 1);

        await EndAsync(host, killed);
        await host.StartAgainAsync();

        Assert.Equal(messages.Select(message => message.GetRawText()), (await host.MessagesAsync(session)).Select(message => message.GetRawText()));
        Assert.Equal(records.Select(record => record.GetRawText()), (await host.SettledAsync(session, 1)).Select(record => record.GetRawText()));
        Assert.Equal(sent.Text, (await host.GetAsync("/api/message/" + sent.Json.Text("message_id"))).Text);
        var replayed = await host.PostAsync(Requests.Send, body, ("Idempotency-Key", "order-7"));
        Assert.Equal((sent.Text, "true"), (replayed.Text, replayed.Headers["idempotency-replayed"]));
        (await host.PostAsync(Requests.Send, new { content = "other", session_id = session }, ("Idempotency-Key", "order-7"))).IsError(422, 422);

        Assert.Equal(first, await SendOverSocketAsync(host));
        Assert.Equal(2, (await host.MessagesAsync("user")).Count);

        var later = await host.PostMessageAsync(session, "later");
        Assert.True(later.GetProperty("id").GetInt64() > messages[^1].GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_socket_that_comes_back_after_the_end_of_the_process_gets_what_it_missed_once(bool killed)
    {
        // What a kill left undone is done on the session's next reminder.
        await using var host = await ParleyHost.StartAsync(("Sessions__ReminderPeriod", "00:00:02"));
        var first = await host.PostMessageAsync("user", "first");
        await host.SettledAsync("user", 1);
        await host.PostMessageAsync("user", "second");
        await EndAsync(host, killed);
        await host.StartAgainAsync();
        await host.SettledAsync("user", 2);

        using var socket = await ImSocket.ConnectAsync(host, "user", first.Text("message_id"));

        await socket.ExpectAsync("welcome");
        Assert.Equal(first.Text("message_id"), (await socket.ExpectAsync("ai_reply")).Text("user_message_id"));
        var second = await socket.ExpectAsync("message");
        Assert.Equal("second", second.Text("content"));
        Assert.Equal(second.Text("message_id"), (await socket.ExpectAsync("ai_reply")).Text("user_message_id"));
        await socket.SendAsync(new { type = "ping", timestamp = 1 });
        await socket.ExpectAsync("pong");
    }

    private static async Task<string> SendOverSocketAsync(ParleyHost host)
    {
        using var socket = await ImSocket.ConnectAsync(host, "user");
        await socket.ExpectAsync("welcome");
        await socket.SendAsync(new { type = "send_message", content = "hi", client_id = "c1" });
        return (await socket.ExpectAsync("message_sent")).Text("message_id");
    }

    private static async Task EndAsync(ParleyHost host, bool killed)
    {
        if (killed)
        {
            await host.KillAsync();
        }
        else
        {
            await host.StopAsync();
        }
    }
}
