using System.Security.Cryptography;
using System.Text;
using Dapr.Actors;
using Dapr.Actors.Client;

namespace Parley.Sessions.Idempotency;

/// <summary>Asks what a client's key stands for.</summary>
public sealed class IdempotencyDesk(IActorProxyFactory proxies)
{
    private static readonly ActorProxyOptions Options = new() { RequestTimeout = TimeSpan.FromSeconds(30) };

    /// <param name="scope">What the key is unique in: contract, route and caller.</param>
    /// <param name="key">The client's key.</param>
    /// <param name="body">What the key was sent with.</param>
    /// <param name="target">The session to act on, where the request names none.</param>
    public Task<ClaimResult> ClaimAsync(string scope, string key, ReadOnlySpan<byte> body, string? target = null)
    {
        var actor = proxies.CreateActorProxy<IIdempotencyActor>(
            new ActorId(ActorKey.Of($"{scope}\n{key}")), nameof(IdempotencyActor), Options);
        return actor.ClaimAsync(new ClaimCommand(Convert.ToHexStringLower(SHA256.HashData(body)), target));
    }

    public Task<ClaimResult> ClaimAsync(string scope, string key, string body) => ClaimAsync(scope, key, Encoding.UTF8.GetBytes(body));
}
