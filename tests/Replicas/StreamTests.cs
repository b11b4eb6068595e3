using System.Net.Http.Json;
using Parley.Crash.Tests;
using Parley.Hosting;
using Xunit;

namespace Parley.Replicas.Tests;

/// <summary>A stream of the information centre that is cut on one replica and goes on on the other.</summary>
[Collection(ReplicasCollection.Name)]
public sealed class StreamTests(SharedReplicas shared)
{
    private const int Rounds = 12;
    private const int WritesARound = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly string end = Guid.NewGuid().ToString();

    [Theory]
    [InlineData("/api/messages/stream")]
    [InlineData("/api/sessions/stream")]
    public async Task A_stream_that_moves_from_one_replica_to_the_other_resumes_without_loss_or_repeats(string path)
    {
        var seed = Seed.Next();
        var random = new Random(seed);
        var (first, second) = (shared.Replicas.First, shared.Replicas.Second);
        string[] sessions = [first.NewSession(), second.NewSession(), first.NewSession(), second.NewSession()];
        var began = await BeginAsync(first.Host, path, sessions[0]);

        var told = new List<string>();
        var last = began;
        for (var round = 0; round < Rounds; round++)
        {
            var writing = Task.WhenAll(Enumerable.Range(0, WritesARound).Select(number =>
                ReportAsync(Either(random).Host, sessions[random.Next(sessions.Length)], $"message {round}-{number}")));
            using (var stream = await EventStreamReader.OpenAsync((round % 2 == 0 ? second : first).Host, path, last))
            {
                told.AddRange((await stream.CutAfterAsync(random.Next(4000), Patience)).Select(told => told.Id!));
                last = stream.LastEventId!;
            }

            await writing;
        }

        await EndAsync();
        told.AddRange(await ReadToEndAsync(first.Host, path, last));

        var uncut = await ReadToEndAsync(first.Host, path, began);
        Assert.Equal(uncut, await ReadToEndAsync(second.Host, path, began));
        Assert.True(uncut.SequenceEqual(told), $"seed {seed}: {string.Join(' ', uncut)} were expected, not {string.Join(' ', told)}");
        Assert.True(told.Distinct().Count() == told.Count, $"seed {seed}: an event came twice");
        Assert.True(told.Count >= Rounds * WritesARound, $"seed {seed}: only {told.Count} events");
    }

    private Replica Either(Random random) => random.Next(2) == 0 ? shared.Replicas.First : shared.Replicas.Second;

    /// <summary>The id of an event that the stream has told.</summary>
    private static async Task<string> BeginAsync(ParleyHost host, string path, string session)
    {
        using var stream = await EventStreamReader.OpenAsync(host, path);
        await stream.NextBlockAsync();
        await ReportAsync(host, session, "the beginning");
        return (await stream.NextAsync())!.Id!;
    }

    /// <summary>Writes what every reader stops at, when the feed has everything before.</summary>
    private async Task EndAsync()
    {
        foreach (var replica in (Replica[])[shared.Replicas.First, shared.Replicas.Second])
        {
            // A list waits for what its replica still has to bring.
            await replica.Host.Client.GetStringAsync(replica.Host.At("/api/messages?pageSize=1"));
        }

        await ReportAsync(shared.Replicas.First.Host, end, "the end");
    }

    /// <summary>Writes a message that is owed no reply.</summary>
    private static async Task ReportAsync(ParleyHost host, string session, string content)
    {
        using var response = await host.Client.PostAsJsonAsync(
            host.At("/api/messages"),
            new { robotId = "robot-1", sessionId = session, senderId = "customer-1", senderName = "张三", content, messageType = "image" });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The ids of all events after one, up to the end.</summary>
    private async Task<List<string>> ReadToEndAsync(ParleyHost host, string path, string after)
    {
        using var stream = await EventStreamReader.OpenAsync(host, path, after);
        var ids = new List<string>();
        while (await stream.NextAsync() is { } told)
        {
            if ((told.Data.TryGetProperty("sessionId", out var session) ? session : told.Data.GetProperty("id")).ToString() == end)
            {
                return ids;
            }

            ids.Add(told.Id ?? $"{told.Type}: {told.Data}");
        }

        throw new InvalidOperationException("The stream ended early.");
    }
}
