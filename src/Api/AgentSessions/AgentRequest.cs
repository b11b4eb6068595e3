using Parley.Api.Contracts;
using Parley.Sessions.Idempotency;

namespace Parley.Api.AgentSessions;

/// <summary>Claims a request's key.</summary>
internal static class AgentRequest
{
    /// <param name="request">The request.</param>
    /// <param name="keys">What keys stand for.</param>
    /// <param name="route">The route's template.</param>
    /// <param name="body">The body.</param>
    /// <param name="target">The session to act on, where the request names none.</param>
    public static async Task<(ClaimResult? Claim, IResult? Refusal)> ClaimAsync(
        HttpRequest request, IdempotencyKeys keys, string route, JsonBody body, string? target = null)
    {
        if (request.Headers.TryGetValue(IdempotencyKeys.Header, out var key) && !IdempotencyKeys.IsValid(key.ToString()))
        {
            return (null, AgentAnswers.Invalid(new FieldError(
                "value_error", ["header", IdempotencyKeys.Header], $"Value error, 1 to {IdempotencyKeys.MaxLength} printable characters are allowed")));
        }

        var claim = await keys.ClaimAsync(request, AgentSessionsModule.Channel, route, body.Bytes, target);
        return (claim, claim is { Matches: false } ? AgentAnswers.KeyReused : null);
    }
}
