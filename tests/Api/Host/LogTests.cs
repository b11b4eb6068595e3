using Parley.Api.Tests.InfoCenter;
using Parley.Api.Tests.InstantMessaging;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.Host;

/// <summary>What is logged, at a level that nobody would run with.</summary>
public sealed class LogTests
{
    private readonly int seed = Environment.TickCount;

    [Theory]
    [InlineData("simple", false)]
    [InlineData("json", true)]
    public async Task Nothing_that_anybody_writes_is_logged(string formatter, bool failing)
    {
        await using var host = await ParleyHost.StartAsync(
            ("Logging__LogLevel__Default", "Trace"),
            ("Logging__LogLevel__Microsoft", "Trace"),
            ("Logging__Console__FormatterName", formatter),
            ("Logging__Console__FormatterOptions__IncludeScopes", "true"),
            ("Ai__Offline__Fail", failing ? "true" : "false"));
        var texts = Texts();

        await SpeakAsync(host, texts, answered: !failing);

        Assert.All(texts, text => Assert.False(host.Output.Contains(text, StringComparison.Ordinal), $"seed {seed}: '{text}' was logged:\n{host.Output}"));
        Assert.Contains(formatter == "json" ? "\"LogLevel\":\"" : "info: ", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_a_workflow_is_logged_with_the_trace_of_its_request()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using var host = await ParleyHost.StartAsync(("Ai__Offline__Fail", "true"));
        var session = Conversation.NewSession();

        await host.PostAsync(Requests.Send, new { session_id = session, content = "hi" }, ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"));
        await host.SettledAsync(session, 1);

        Assert.Contains($"failed, trace {Trace}.", host.Output, StringComparison.Ordinal);
        Assert.Contains($"session {session}, message ", host.Output, StringComparison.Ordinal);
    }

    /// <summary>Every way in, what is refused included.</summary>
    private static async Task SpeakAsync(ParleyHost host, string[] texts, bool answered)
    {
        var session = Conversation.NewSession();
        await host.PostMessageAsync(session, texts[0]);
        using (var socket = await ImSocket.ConnectAsync(host, session))
        {
            await socket.SendAsync(new { type = "send_message", content = texts[1] });
            await socket.SendTextAsync($"{{\"type\":\"send_message\",\"content\":\"{texts[2]}");
        }

        await host.PostAsync(Requests.Send, $"{{\"content\":\"{texts[3]}");
        await host.PostAsync(Requests.Send, new { session_id = session, content = string.Concat(Enumerable.Repeat(texts[4], 20_000)) });
        var reported = await host.ReportAsync(Conversation.NewSession(), texts[5]);
        await host.PutAsync($"{Center.Messages}/{reported.Text("id")}", new { aiResponse = texts[6], metadata = new { note = texts[7] } });
        await host.UntilAsync(reported, "is answered", message => message.TextOrNull("aiResponse") is not null);
        await host.DeleteAsync($"{Center.Messages}/{reported.Text("id")}");
        await Eventually.TrueAsync(
            async () => (await host.MessagesAsync(session)).Any(message => message.Text("from_user_id") == "ai_bot") == answered
                && (await host.ListRecordsAsync(session)).GetProperty("records").EnumerateArray().All(record => record.Text("status") != "0"),
            "what is owed is paid",
            evidence: () => host.Output);
    }

    private string[] Texts()
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 8).Select(_ => string.Concat(Enumerable.Range(0, 12).Select(_ => (char)random.Next('一', '一' + 5000))))];
    }
}
