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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_written_through_a_replica_is_in_its_next_list_wherever_the_session_is(bool heldByFirst)
    {
        var (holder, other) = heldByFirst ? (shared.Replicas.First, shared.Replicas.Second) : (shared.Replicas.Second, shared.Replicas.First);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var i = 0; i < 10; i++)
            {
                var session = holder.NewSession();
                await other.Host.PostMessageAsync(session, "question");
                Assert.Equal(1, await CountAsync(other.Host, session));
            }
        }));
    }

    [Fact]
    public async Task The_stream_of_a_replica_knows_what_was_just_written_through_it()
    {
        for (var i = 0; i < 10; i++)
        {
            var session = shared.Replicas.First.NewSession();
            var message = await shared.Replicas.Second.Host.PostMessageAsync(session, "question");

            using var stream = await EventStreamReader.OpenAsync(
                shared.Replicas.Second.Host, $"/api/messages/stream?sessionId={session}", $"msg-{message.GetProperty("id")}");
            Assert.StartsWith("retry:", await stream.NextBlockAsync(), StringComparison.Ordinal);
            await shared.Replicas.First.Host.PostMessageAsync(session, "another");
            await stream.ExpectAsync("message");
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
