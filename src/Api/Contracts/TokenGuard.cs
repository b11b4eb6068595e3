using System.Security.Cryptography;
using System.Text;

namespace Parley.Api.Contracts;

/// <summary>Wants the bearer token of <c>Auth:Token</c>, when one is configured, on everything but probes.</summary>
internal sealed class TokenGuard(IConfiguration configuration, ContractGuard contracts) : IMiddleware
{
    private static readonly string[] Open = ["/livez", "/readyz", "/healthz", "/health"];

    private readonly byte[] token = Encoding.UTF8.GetBytes(configuration["Auth:Token"] ?? "");

    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        token.Length == 0 || Array.Exists(Open, path => context.Request.Path.Equals(path, StringComparison.OrdinalIgnoreCase)) || HasToken(context.Request)
            ? next(context)
            : contracts.AnswerAsync(context, ContractFailure.Unauthorized);

    private bool HasToken(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        var given = header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim()
            : IsBrowserStream(request) ? request.Query["access_token"].ToString()
            : "";
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), token);
    }

    // Browsers cannot give these requests headers.
    private static bool IsBrowserStream(HttpRequest request) =>
        request.HttpContext.WebSockets.IsWebSocketRequest
        || request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EventStreamRoute>() is not null
        || request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);
}
