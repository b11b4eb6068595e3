using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Hosting;

namespace Parley.Bench;

/// <summary>Robots that take tasks and complete them, against a bare endpoint over a Redis list.</summary>
internal static class TaskBench
{
    private const int Robots = 16;
    private const int Tasks = 1000;
    private const int Rounds = 5;

    public static async Task RunAsync()
    {
        Console.WriteLine($"\n{Tasks} tasks a round, {Rounds - 1} rounds after a first; {LoadClient.Connections} create, then {Robots} robots take and complete");
        await using var redis = await ListServer.StartAsync();
        var bare = default(double?);
        if (redis is null)
        {
            Console.WriteLine("  no redis-server on the PATH, so there is no baseline");
        }
        else
        {
            await using var host = await ParleyHost.StartAsync("Bench", "Parley.Bench.dll", ["bare"], ("Bare__Redis", redis.Address));
            bare = await MeasureAsync("redis", host, "/list/create", "/list/take", id => $"/list/complete/{id}", _ => Task.FromResult<IReadOnlyDictionary<string, string>?>(null));
        }

        await using var parley = await ParleyHost.StartAsync(("Ai__Satisfaction", "false"));
        var pairs = await MeasureAsync("parley", parley, "/api/sessions/create", "/api/tasks/next_id", id => $"/api/sessions/{id}/complete", SessionsAsync);
        if (bare is not null)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  pairs, ratio {pairs / bare:0.00}"));
        }
    }

    private static async Task<double> MeasureAsync(
        string name, ParleyHost host, string create, string take, Func<string, string> complete, Func<ParleyHost, Task<IReadOnlyDictionary<string, string>?>> sessionsOf)
    {
        var (creating, draining, pairs) = (TimeSpan.Zero, TimeSpan.Zero, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await CreateAsync(host, create, round);
            var created = Stopwatch.GetElapsedTime(started);
            var sessions = await sessionsOf(host);
            started = Stopwatch.GetTimestamp();
            var done = await Task.WhenAll(Enumerable.Range(0, Robots).Select(_ => Task.Run(() => DrainAsync(host, take, complete, sessions))));
            if (round > 0)
            {
                (creating, draining, pairs) = (creating + created, draining + Stopwatch.GetElapsedTime(started), pairs + done.Sum());
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-7} {Tasks * (Rounds - 1) / creating.TotalSeconds,7:0} creates/s, {pairs / draining.TotalSeconds,7:0} pairs/s"));
        return pairs / draining.TotalSeconds;
    }

    private static async Task CreateAsync(ParleyHost host, string path, int round)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = LoadClient.Connections });
        await Parallel.ForAsync(0, Tasks, new ParallelOptions { MaxDegreeOfParallelism = LoadClient.Connections }, async (n, cancellation) =>
        {
            using var content = Json(
                $$"""{"account_id":"t-1","shop_id":"1","shop_name":"shop {{round}}-{{n}}","task_type":"auto_bargain","external_task_id":"e","send_content":"您好，这个商品可以再便宜点吗？"}""");
            using var response = await client.PostAsync(host.At(path), content, cancellation);
            response.EnsureSuccessStatusCode();
        });
    }

    private static async Task<int> DrainAsync(ParleyHost host, string take, Func<string, string> complete, IReadOnlyDictionary<string, string>? sessions)
    {
        using var client = new HttpClient();
        for (var pairs = 0; ; pairs++)
        {
            var task = JsonSerializer.Deserialize<JsonElement>(await client.GetByteArrayAsync(host.At(take))).GetProperty("data");
            if (task.GetProperty("task_id").GetString() is not { } id)
            {
                return pairs;
            }

            using var content = Json($$"""{"success":true,"lease":{{task.GetProperty("lease").GetRawText()}}}""");
            using var response = await client.PostAsync(host.At(complete(sessions?[id] ?? id)), content);
            response.EnsureSuccessStatusCode();
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>?> SessionsAsync(ParleyHost host)
    {
        using var client = new HttpClient();
        var answer = JsonSerializer.Deserialize<JsonElement>(await client.GetByteArrayAsync(host.At($"/api/tasks/pending?limit={Tasks}")));
        return answer.GetProperty("data").GetProperty("tasks").EnumerateArray()
            .ToDictionary(task => task.GetProperty("task_id").GetString()!, task => task.GetProperty("session_id").GetString()!);
    }

    private static ByteArrayContent Json(string text)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
