using Microsoft.AspNetCore.Http;

namespace Parley.Sidecar;

/// <summary>What a stand-in does wrong, from now on. Each applies to requests whose path contains <see cref="Path"/>.</summary>
public sealed class Misbehaviour
{
    private string failureMessage = "";
    private int failures;
    private int resets;

    /// <summary>The requests that are meant; all but health by default.</summary>
    public string Path { get; set; } = "/";

    /// <summary>How long an answer waits.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether a call of an actor reaches the application twice, one after the other.</summary>
    public bool RepeatsCalls { get; set; }

    /// <summary>Whether it takes no worker, as when it waits for one that has gone.</summary>
    public bool ServesNoWorkers { get; set; }

    /// <summary>Whether it leaves a worker out that it serves, as after one that it could not take.</summary>
    public bool CountsTooFewWorkers { get; set; }

    /// <summary>Whether it says that it is not ready.</summary>
    public bool Unready { get; set; }

    /// <summary>Answers the next requests with 500 before anything is done.</summary>
    public void FailNext(int count, string message = "failed as told") => (failureMessage, failures) = (message, count);

    /// <summary>Does what the next requests ask, and cuts their connections instead of answering.</summary>
    public void ResetNext(int count) => resets = count;

    internal async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.Value!.Contains(Path, StringComparison.Ordinal) || context.Request.Path.StartsWithSegments("/v1.0/healthz", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, context.RequestAborted);
        }

        if (Interlocked.Decrement(ref failures) >= 0)
        {
            await ApiError.WriteAsync(context, 500, "ERR_AS_TOLD", failureMessage);
            return;
        }

        if (Interlocked.Decrement(ref resets) >= 0)
        {
            context.Response.Body = Stream.Null;
            await next(context);
            context.Abort();
            return;
        }

        await next(context);
    }
}
