using Parley.Api.Contracts;
using Parley.Sessions.Idempotency;

namespace Parley.Api.AutoSession;

/// <summary>What every route with a body does first: read it, and claim its key.</summary>
internal static class Request
{
    public static async Task<(JsonBody Body, IResult? Refusal)> ReadAsync(HttpRequest request)
    {
        var body = await JsonBody.ReadAsync(request, request.HttpContext.RequestAborted);
        return (body, body.Problem is null ? null : Answers.Invalid(body.Problem == JsonBody.NotJson ? FieldError.NoJson : FieldError.NoObject));
    }

    public static async Task<(ClaimResult? Claim, IResult? Refusal)> ClaimAsync(
        HttpRequest request, IdempotencyKeys keys, string route, JsonBody body)
    {
        if (request.Headers.TryGetValue(IdempotencyKeys.Header, out var key) && !IdempotencyKeys.IsValid(key.ToString()))
        {
            return (null, Answers.Invalid(new FieldError(
                "value_error", ["header", IdempotencyKeys.Header], $"Value error, 1 to {IdempotencyKeys.MaxLength} printable characters are allowed")));
        }

        var claim = await keys.ClaimAsync(request, AutoSessionModule.Channel, route, body.Bytes);
        return (claim, claim is { Matches: false } ? Answers.KeyReused() : null);
    }
}
