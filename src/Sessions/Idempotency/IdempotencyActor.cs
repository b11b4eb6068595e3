using Dapr.Actors.Runtime;
using Parley.Sessions.Documents;
using Parley.Sessions.Turns;

namespace Parley.Sessions.Idempotency;

/// <summary>Remembers for a day which command a client's key stands for. The effect is kept by the actor that has it.</summary>
public sealed class IdempotencyActor(ActorHost host, DocumentStore documents, TimeProvider time)
    : TurnActor<IdempotencyClaim>(host, documents), IIdempotencyActor
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    // The store must not drop a claim under an actor that still writes over it by its ETag.
    private static readonly TimeSpan KeptFor = Lifetime + TimeSpan.FromHours(1);

    protected override string HeadKey => $"idempotency.{Id.GetId()}";

    public Task<ClaimResult> ClaimAsync(ClaimCommand command) => TurnAsync(command, async command =>
    {
        var now = time.GetUtcNow();
        if (Head.ClaimedAt + Lifetime <= now)
        {
            Head.BodyHash = command.BodyHash;
            Head.Target = command.Target;
            Head.CommandId = Guid.NewGuid().ToString("N");
            Head.ClaimedAt = now;
            await CommitAsync([], KeptFor);
        }

        return new ClaimResult(Head.BodyHash == command.BodyHash, Head.CommandId, Head.ClaimedAt, Head.Target);
    });

    protected override IdempotencyClaim NewHead() => new();
}
