using Dapr.Actors.Runtime;
using Parley.Sessions.Documents;
using Parley.Sessions.Turns;

namespace Parley.Sessions.Numbers;

/// <summary>Hands out blocks of numbers, unique over all sessions, and notes whom each was given to.</summary>
public sealed class SequenceActor(ActorHost host, DocumentStore documents)
    : TurnActor<SequenceHead>(host, documents), ISequenceActor
{
    public const string TheOne = "numbers";

    protected override string HeadKey => SequenceHead.Key;

    public Task<NumberBlock[]> TakeAsync(NumberRequest[] requests) => TurnAsync(requests, async requests =>
    {
        var blocks = new NumberBlock[requests.Length];
        var owners = new Document[requests.Length];
        for (var i = 0; i < requests.Length; i++)
        {
            var (request, block) = (requests[i], Head.NextBlock++);
            var key = NumberOwner.Key(block);
            blocks[i] = new NumberBlock(block * NumberBlock.Size + 1, request.FirstSequence);
            owners[i] = new Document(key, DocumentStore.Write(key, new NumberOwner
            {
                SessionId = request.SessionId,
                Generation = request.Generation,
                FirstSequence = request.FirstSequence,
            }));
        }

        await CommitAsync(owners);
        return blocks;
    });

    public Task<long> LastAsync() => TurnAsync(0, _ => Task.FromResult(Head.NextBlock * NumberBlock.Size));

    protected override SequenceHead NewHead() => new();
}
