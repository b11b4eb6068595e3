using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.AutoSession;

public sealed class CrashTests
{
    private const int Batches = 80;

    [Fact]
    public async Task A_kill_at_any_moment_of_creates_and_batches_leaves_each_done_once_or_not_done()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        await using var host = await ParleyHost.StartAsync(("Ai__Satisfaction", "false"));
        var shop = Robot.NewShop();
        var answered = new Dictionary<int, string>();
        for (var life = 0; life < 4; life++)
        {
            var work = Enumerable.Range(life * 20, 20).Select(async i =>
            {
                try
                {
                    var batch = await host.UploadAsync(shop, 120, $"batch-{i}", Batch(i));
                    lock (answered)
                    {
                        answered[i] = batch.Json.GetProperty("data").Text("active_session_id");
                    }

                    await host.CreateAsync(shop, account: $"robot-{i}", key: $"create-{i}");
                }
                catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException)
                {
                    // The process is dead.
                }
            }).ToList();
            await Task.Delay(random.Next(10, 250));
            await host.KillAsync();
            await Task.WhenAll(work);
            await host.StartAgainAsync();
        }

        // Every call again, with its key: what was done stays as it was, what was not is done now.
        for (var i = 0; i < Batches; i++)
        {
            var create = await host.CreateAsync(shop, account: $"robot-{i}", key: $"create-{i}");
            create.Succeeded("会话任务创建成功");
            var batch = await host.UploadAsync(shop, 120, $"batch-{i}", Batch(i));
            var session = batch.Uploaded(5, 0, "created").Text("active_session_id");
            Assert.True(!answered.TryGetValue(i, out var known) || known == session, $"Seed {seed}: batch {i} went into {known}, then into {session}.");
            Assert.Equal(
                Batch(i).Select(message => (message.Nick, message.Content)), await host.ConversationAsync(session));
        }

        var tasks = (await host.GetAsync("/api/tasks/pending?limit=1000")).Succeeded("获取待处理任务成功").GetProperty("tasks").EnumerateArray().ToList();
        Assert.Equal(
            Enumerable.Range(0, Batches).Select(i => $"robot-{i}").Order(),
            tasks.Select(task => task.Text("account_id")).Order());
    }

    private static (string Id, string Nick, string Content)[] Batch(int i) =>
        [.. Enumerable.Range(0, 5).Select(message => ($"{i}-{message}", message % 2 == 0 ? $"t-{i}" : "c", $"hi {i}-{message}"))];
}
