using Microsoft.Extensions.DependencyInjection;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Parley.Sessions;
using Parley.Sessions.Chats;
using Parley.Sessions.Messages;
using Parley.Workflows.Chats;
using Xunit;

namespace Parley.Api.Tests.Events;

/// <summary>Pieces of an answer that is made on another replica than the one that holds the client.</summary>
public sealed class ReplyChunksTests : InProcessHost
{
    private static readonly PendingTurn Turn = new() { Id = "t1", Sender = Sender.Ai, Content = "q", Since = DateTimeOffset.UnixEpoch, Streamed = true };

    [Fact]
    public async Task They_reach_who_listens_in_order()
    {
        using var listener = Get<ReplyChunks>().Listen(Turn.Id);
        await using (var attempt = Elsewhere().Begin(Turn))
        {
            foreach (var piece in new[] { "您好", "，", "再见" })
            {
                attempt.Add(piece);
            }
        }

        await Eventually.TrueAsync(() => Task.FromResult(listener.Chunks.Count > 0), "the pieces arrive");
        var told = "";
        while (listener.Chunks.TryRead(out var chunk))
        {
            Assert.Equal(told.Length, chunk.Offset);
            told += chunk.Text;
        }

        Assert.Equal("您好，再见", told);
    }

    [Fact]
    public async Task Nobody_is_told_of_an_answer_that_nobody_streams()
    {
        using var listener = Get<ReplyChunks>().Listen(Turn.Id);
        await using (var silent = Elsewhere().Begin(Turn with { Streamed = false }))
        {
            silent.Add("unheard");
        }

        await using (var attempt = Elsewhere().Begin(Turn))
        {
            attempt.Add("heard");
        }

        Assert.Equal("heard", (await listener.Chunks.ReadAsync()).Text);
    }

    private ReplyChunks Elsewhere() => new(Get<Announcements>(), TimeProvider.System);
}
