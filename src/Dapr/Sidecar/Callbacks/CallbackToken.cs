using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Dapr.Sidecar.Callbacks;

/// <summary>Answers 401 to whoever does not send the token that the sidecar has.</summary>
internal sealed class CallbackToken(RequestDelegate next, string token)
{
    private readonly byte[] expected = Encoding.UTF8.GetBytes(token);

    public Task InvokeAsync(HttpContext context)
    {
        var sent = Encoding.UTF8.GetBytes(context.Request.Headers[SidecarHttp.TokenHeader].ToString());
        if (CryptographicOperations.FixedTimeEquals(sent, expected))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
