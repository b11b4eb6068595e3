using System.Text;
using Parley.Sessions.Documents;
using Parley.Sessions.Numbers;

namespace Parley.Sessions.Tests;

/// <summary>What a kill leaves of a turn in two steps, on a store that does not roll back.</summary>
public sealed class PreparedTurnTests
{
    [Fact]
    public async Task A_turn_that_was_prepared_counts_and_is_finished_by_whoever_comes_next()
    {
        var (written, deleted) = (NumberOwner.Key(3), NumberOwner.Key(1));
        var turn = new PreparedTurn("5f1c", new PreparedDocument(SequenceHead.Key), [new PreparedDocument(written), new PreparedDocument(deleted, Deleted: true)]);
        var (former, owner) = (Bytes("sequence-head"), Bytes("number-owner"));
        Assert.Equal(Golden.Read("sequence-head-prepared"), Encoding.UTF8.GetString(turn.After(former)));
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        await host.Documents.WriteAsync(
        [
            new Document(SequenceHead.Key, turn.After(former)),
            new Document(deleted, owner),
            new Document(turn.NameOf(written), owner),
            new Document(turn.NameOf(SequenceHead.Key), DocumentStore.Write(SequenceHead.Key, new SequenceHead { NextBlock = 4 })),
        ]);
        Assert.Equal(3, (await host.Documents.FindAsync<SequenceHead>(SequenceHead.Key))!.NextBlock);

        var block = await host.Get<NumberDesk>().TakeAsync(new NumberRequest("s", 0, 1));

        Assert.Equal((4 * NumberBlock.Size) + 1, block.First);
        Assert.Equal(65, (await host.Documents.FindAsync<NumberOwner>(written))!.FirstSequence);
        string[] gone = [deleted, turn.NameOf(written), turn.NameOf(SequenceHead.Key)];
        Assert.Empty(await host.Documents.FindManyAsync<NumberOwner>(gone));
        Assert.Null(PreparedTurn.Of((await host.Documents.ReadAsync(SequenceHead.Key)).Value));
    }

    private static byte[] Bytes(string golden) => Encoding.UTF8.GetBytes(Golden.Read(golden));
}
