using Dapr.Actors;

namespace Parley.Sessions.Idempotency;

public interface IIdempotencyActor : IActor
{
    Task<ClaimResult> ClaimAsync(ClaimCommand command);
}
