using Parley.Crash.Tests;
using Parley.Hosting;
using Xunit;

namespace Parley.Replicas.Tests;

public sealed class PlacementTests
{
    private const int Sessions = 24;

    [Fact]
    public async Task An_actor_that_moves_is_let_go_where_it_was_and_goes_on_where_it_belongs()
    {
        await using var replicas = await TwoReplicas.StartAsync(("Ai__Channels__im", "false"), ("Ai__Satisfaction", "false"));
        var sessions = Enumerable.Range(1, Sessions).Select(number => $"session-{number}").ToList();
        await PostAsync(replicas, sessions, "before");
        await ExpectPlacesAsync(replicas, sessions);
        var before = sessions.Where(replicas.First.HoldsSession).ToList();

        await replicas.Placement.RebalanceAsync();
        Assert.NotEqual(before, sessions.Where(replicas.First.HoldsSession));
        await PostAsync(replicas, sessions, "after");

        await ExpectPlacesAsync(replicas, sessions);
        foreach (var session in sessions)
        {
            var transcript = await Transcript.ReadAsync(replicas.Next(), session, []);
            Assert.Equal(["before", "after"], transcript.Messages.Select(message => message.GetProperty("msg_content").GetString()));
        }
    }

    private static async Task PostAsync(TwoReplicas replicas, IReadOnlyList<string> sessions, string content)
    {
        foreach (var session in sessions)
        {
            await replicas.Next().PostMessageAsync(session, content);
        }
    }

    /// <summary>Each session is in the memory of the replica that it belongs to, and of no other.</summary>
    private static async Task ExpectPlacesAsync(TwoReplicas replicas, IReadOnlyList<string> sessions)
    {
        foreach (var replica in (Replica[])[replicas.First, replicas.Second])
        {
            var expected = sessions.Count(replica.HoldsSession);
            Assert.NotInRange(expected, 0, 0);
            await Eventually.TrueAsync(
                async () => await replica.MeasureAsync("parley_actor_active", "SessionActor") == expected, $"a replica has {expected} sessions", evidence: replicas.Output);
        }
    }
}
