using Parley.Api.Contracts;
using Parley.Sessions.Idempotency;

namespace Parley.Api.InfoCenter;

/// <summary>What a POST's Idempotency-Key claims, or why it is refused.</summary>
internal static class Claims
{
    public static async Task<(ClaimResult? Claim, InfoError? Error)> ClaimAsync(
        this IdempotencyKeys keys, HttpRequest request, string route, JsonBody body)
    {
        if (request.Headers.TryGetValue(IdempotencyKeys.Header, out var key) && !IdempotencyKeys.IsValid(key.ToString()))
        {
            return (null, InfoError.Invalid(IdempotencyKeys.Header, $"must be 1 to {IdempotencyKeys.MaxLength} printable characters"));
        }

        var claim = await keys.ClaimAsync(request, InfoCenterModule.Channel, route, body.Bytes);
        return claim is { Matches: false } ? (null, InfoError.KeyReused) : (claim, null);
    }
}
