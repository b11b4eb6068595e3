using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Hosting;

namespace Parley.Crash.Tests;

/// <summary>
/// Posts messages one after the other, some through the one contract and some through the other, half of them with a key; those
/// it repeats until they are answered.
/// </summary>
internal sealed class HttpWriter(Func<ParleyHost> service, Ledger ledger, IReadOnlyList<string> sessions, string name, int seed)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly string[] Questions = ["How long does delivery take?", "怎么退货？", "Can I pay on delivery?", "发票怎么开？"];

    private readonly Random random = new(seed);

    public async Task RunAsync(CancellationToken stopping)
    {
        for (var count = 1; !stopping.IsCancellationRequested; count++)
        {
            var content = $"{name}-{count} {Questions[random.Next(Questions.Length)]}";
            await WriteAsync(sessions[random.Next(sessions.Count)], content, random.Next(2) == 0 ? null : $"{name}-{count}");
            await Task.Delay(random.Next(5, 40), CancellationToken.None);
        }
    }

    private async Task WriteAsync(string sessionId, string content, string? key)
    {
        ledger.Attempt(sessionId, content);
        var reports = random.Next(3) == 0;
        var answers = 0;
        var wanted = key is not null && random.Next(8) == 0 ? 2 : 1;
        do
        {
            if (await TryPostAsync(sessionId, content, key, reports) is { } messageId)
            {
                ledger.Acknowledge(new Acknowledgement(sessionId, content, messageId));
                answers++;
            }
            else
            {
                await Task.Delay(Pause);
            }
        }
        while (key is not null && answers < wanted);
    }

    private static HttpRequestMessage Send(ParleyHost host, string sessionId, string content) => new(HttpMethod.Post, host.At("/api/message/send"))
    {
        Content = JsonContent.Create(new { session_id = sessionId, content }),
    };

    private static HttpRequestMessage Report(ParleyHost host, string sessionId, string content) => new(HttpMethod.Post, host.At("/api/messages"))
    {
        Content = JsonContent.Create(new
        {
            robotId = "robot-1",
            sessionId,
            senderId = "customer-1",
            senderName = "张三",
            content,
            messageType = "text",
        }),
    };

    /// <summary>The message's id; null when there was no answer, or 503, so that nobody knows what became of it.</summary>
    private async Task<string?> TryPostAsync(string sessionId, string content, string? key, bool reports)
    {
        var host = service();
        using var request = reports ? Report(host, sessionId, content) : Send(host, sessionId, content);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        try
        {
            using var response = await host.Client.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                ledger.Refuse();
                return null;
            }

            var answer = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode)
            {
                ledger.Complain($"'{content}' was answered {(int)response.StatusCode}: {answer}");
                return null;
            }

            var message = JsonSerializer.Deserialize<JsonElement>(answer);
            return (reports ? message.GetProperty("data").GetProperty("id") : message.GetProperty("message_id")).GetString();
        }
        catch (HttpRequestException)
        {
            ledger.Unanswer();
            return null;
        }
    }
}
