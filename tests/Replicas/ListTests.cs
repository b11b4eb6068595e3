using Parley.Hosting;
using Xunit;

namespace Parley.Replicas.Tests;

/// <summary>Lists of one replica, writes through the other.</summary>
[Collection(ReplicasCollection.Name)]
public sealed class ListTests(SharedReplicas shared)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_replica_that_holds_a_session_has_paid_is_in_the_lists_of_both(bool heldByFirst)
    {
        var (holder, other) = heldByFirst ? (shared.Replicas.First, shared.Replicas.Second) : (shared.Replicas.Second, shared.Replicas.First);
        for (var i = 0; i < 10; i++)
        {
            var session = holder.NewSession();
            await other.Host.PostMessageAsync(session, "question");

            // The first list makes its replica pay.
            Assert.Equal(1, await CountAsync(holder.Host, session));
            Assert.Equal(1, await CountAsync(other.Host, session));
        }
    }

    [Fact]
    public async Task What_one_replica_owes_is_paid_also_when_nobody_asks_it()
    {
        var session = shared.Replicas.First.NewSession();
        await shared.Replicas.Second.Host.PostMessageAsync(session, "question");

        await Eventually.TrueAsync(
            async () => await CountAsync(shared.Replicas.Second.Host, session) == 1, "the message is listed", evidence: shared.Replicas.Output);
    }

    private static async Task<int> CountAsync(ParleyHost host, string session)
    {
        var list = await host.Client.GetStringAsync(host.At($"/api/messages?sessionId={session}"));
        return System.Text.Json.JsonDocument.Parse(list).RootElement.GetProperty("pagination").GetProperty("total").GetInt32();
    }
}
