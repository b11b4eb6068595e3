using Microsoft.AspNetCore.Http;

namespace Parley.Sidecar;

/// <summary>An error as daprd writes it.</summary>
internal static class ApiError
{
    public static Task WriteAsync(HttpContext context, int status, string errorCode, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { errorCode, message }, context.RequestAborted);
    }
}
