using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Dapr.Sidecar.Callbacks;

/// <summary>Goes on with the caller's trace also where nobody listens for spans, since logs name it.</summary>
internal sealed class CallbackTrace(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (Activity.Current is not null || context.Request.Headers.TraceParent.ToString() is not { Length: > 0 } parent)
        {
            await next(context);
            return;
        }

        using var activity = new Activity("dapr callback").SetParentId(parent);
        activity.TraceStateString = context.Request.Headers.TraceState;
        activity.Start();
        await next(context);
    }
}
