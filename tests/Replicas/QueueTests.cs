using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Crash.Tests;
using Parley.Hosting;
using Xunit;

namespace Parley.Replicas.Tests;

/// <summary>Robots on both replicas, while actors move.</summary>
[Collection(ReplicasCollection.Name)]
public sealed class QueueTests(SharedReplicas shared)
{
    private const int Tasks = 60;
    private const int Robots = 8;

    [Fact]
    public async Task Robots_of_both_replicas_never_hold_one_task_and_none_is_lost_while_actors_move()
    {
        var seed = Seed.Next();
        var random = new Random(seed);
        var shop = $"shop {seed} {Guid.NewGuid()}";
        var created = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(number => CreateAsync(shop, number)));
        var taken = new ConcurrentQueue<string>();
        var moves = Task.CompletedTask;

        var robots = Task.WhenAll(Enumerable.Range(0, Robots).Select(_ => WorkAsync(taken)));
        for (var moved = 0; !robots.IsCompleted; moved++)
        {
            var wanted = Math.Min(Tasks, taken.Count + random.Next(2, 12));
            await Eventually.TrueAsync(
                () => Task.FromResult(robots.IsCompleted || taken.Count >= wanted), $"{wanted} tasks are taken, seed {seed}", TimeSpan.FromSeconds(90), shared.Replicas.Output);
            await shared.Replicas.Placement.RebalanceAsync();
        }

        await robots;
        Assert.Equal(created.Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
    }

    private async Task<string> CreateAsync(string shop, int number)
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
        Assert.True(answer.GetProperty("success").GetBoolean(), answer.GetRawText());
        return answer.GetProperty("data").GetProperty("session_id").GetString()!;
    }

    /// <summary>Takes a task on one replica and reports it on the next, until there is none.</summary>
    private async Task WorkAsync(ConcurrentQueue<string> taken)
    {
        while (true)
        {
            var task = (await AskAsync(HttpMethod.Get, "/api/tasks/next_id", null)).GetProperty("data");
            if (task.GetProperty("task_id").GetString() is not { } id)
            {
                return;
            }

            var session = (await AskAsync(HttpMethod.Get, $"/api/tasks/{id}/send_info", null)).GetProperty("data").GetProperty("session_id").GetString()!;
            taken.Enqueue(session);
            var done = await AskAsync(HttpMethod.Post, $"/api/sessions/{session}/complete", new { success = true, lease = task.GetProperty("lease").GetInt64() });
            Assert.True(done.GetProperty("success").GetBoolean(), done.GetRawText());
        }
    }

    /// <summary>Asks the next replica; again when it answers 503.</summary>
    private async Task<JsonElement> AskAsync(HttpMethod method, string path, object? body)
    {
        var answer = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var host = shared.Replicas.Next();
                using var request = new HttpRequestMessage(method, host.At(path)) { Content = body is null ? null : JsonContent.Create(body) };
                using var response = await host.Client.SendAsync(request);
                answer = await response.Content.ReadAsStringAsync();
                return response.IsSuccessStatusCode;
            },
            $"{path} is answered",
            TimeSpan.FromSeconds(60),
            () => answer);
        return JsonSerializer.Deserialize<JsonElement>(answer);
    }
}
