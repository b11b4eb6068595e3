using System.Security.Cryptography;
using System.Text;
using Parley.Sessions.Idempotency;

namespace Parley.Api.Contracts;

/// <summary>The <c>Idempotency-Key</c> header: what it claims, and what the answer says of it.</summary>
public sealed class IdempotencyKeys(IdempotencyDesk desk)
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 128;

    public static bool IsValid(string key) => key.Length is > 0 and <= MaxLength && key.All(c => c is >= ' ' and <= '~');

    /// <summary>Claims the request's key for this body; null when it has none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="contract">The contract, by its channel name.</param>
    /// <param name="route">The route's template.</param>
    /// <param name="body">The body as it was sent.</param>
    /// <param name="target">The session to act on, where the request names none.</param>
    public async Task<ClaimResult?> ClaimAsync(
        HttpRequest request, string contract, string route, ReadOnlyMemory<byte> body, string? target = null)
    {
        if (!request.Headers.TryGetValue(Header, out var key))
        {
            return null;
        }

        var caller = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString())));
        byte[] content = [.. Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n"), .. body.Span];
        return await desk.ClaimAsync($"{contract}\n{route}\n{caller}", key.ToString(), content, target);
    }

    public static void MarkReplayed(HttpResponse response) => response.Headers["Idempotency-Replayed"] = "true";
}
