using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Hosting;

namespace Parley.Replicas.Tests;

/// <summary>Robots that ask the one replica for a task and tell the other that it is done.</summary>
internal sealed class RobotShift(TwoReplicas replicas)
{
    private const int Robots = 8;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<string> taken = new();
    private readonly ConcurrentQueue<string> done = new();

    /// <summary>The sessions of the tasks that a robot was given, as often as they were.</summary>
    public IReadOnlyCollection<string> Taken => taken;

    /// <summary>The sessions whose task a robot has reported.</summary>
    public IReadOnlyCollection<string> Done => done;

    public async Task<string> CreateAsync(string shop, int number)
    {
        var answer = await AskAsync(HttpMethod.Post, "/api/sessions/create", new
        {
            account_id = $"t-{number}",
            shop_id = "12345",
            shop_name = shop,
            task_type = "auto_bargain",
            external_task_id = $"external-{number}",
            send_content = "您好",
        });
        return answer.GetProperty("data").GetProperty("session_id").GetString()!;
    }

    /// <summary>Works until so many tasks are done.</summary>
    public Task WorkAsync(int tasks) => Task.WhenAll(Enumerable.Range(0, Robots).Select(async _ =>
    {
        while (done.Count < tasks)
        {
            await TryWorkAsync();
        }
    }));

    private async Task TryWorkAsync()
    {
        var task = (await AskAsync(HttpMethod.Get, "/api/tasks/next_id", null)).GetProperty("data");
        if (task.GetProperty("task_id").GetString() is not { } id)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
            return;
        }

        var session = (await AskAsync(HttpMethod.Get, $"/api/tasks/{id}/send_info", null)).GetProperty("data").GetProperty("session_id").GetString()!;
        taken.Enqueue(session);
        var report = await AskAsync(HttpMethod.Post, $"/api/sessions/{session}/complete", new { success = true, lease = task.GetProperty("lease").GetInt64() });
        if (report.GetProperty("success").GetBoolean())
        {
            done.Enqueue(session);
        }
    }

    /// <summary>Asks the next replica; again when there is no answer, or 503.</summary>
    private async Task<JsonElement> AskAsync(HttpMethod method, string path, object? body)
    {
        var answer = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var host = replicas.Next();
                using var request = new HttpRequestMessage(method, host.At(path)) { Content = body is null ? null : JsonContent.Create(body) };
                try
                {
                    using var response = await host.Client.SendAsync(request);
                    answer = await response.Content.ReadAsStringAsync();
                    return response.IsSuccessStatusCode;
                }
                catch (HttpRequestException exception)
                {
                    answer = exception.Message;
                    return false;
                }
            },
            $"{path} is answered",
            Deadline,
            () => answer);
        return JsonSerializer.Deserialize<JsonElement>(answer);
    }
}
