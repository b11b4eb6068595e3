using System.ClientModel.Primitives;
using System.Net.Http.Headers;

namespace Parley.Workflows.Models.OpenAi;

/// <summary>
/// Tries again when the provider has no room (429, 503), after the time it asks for. Everything else is for the workflow to retry,
/// and so is a provider that asks for more than <paramref name="longestWait"/>: the call holds a place that others could use.
/// </summary>
internal sealed class RateLimitRetry(TimeSpan longestWait, TimeProvider clock) : ClientRetryPolicy(maxRetries: 2)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);

    protected override bool ShouldRetry(PipelineMessage message, Exception? exception) =>
        exception is null
        && message.Response?.Status is 429 or 503
        && (RetryAfter(message.Response) ?? TimeSpan.Zero) <= longestWait
        && base.ShouldRetry(message, exception);

    protected override ValueTask<bool> ShouldRetryAsync(PipelineMessage message, Exception? exception) =>
        ValueTask.FromResult(ShouldRetry(message, exception));

    protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount) =>
        RetryAfter(message.Response!) ?? FirstDelay * Math.Pow(2, tryCount) * (1 + (Random.Shared.NextDouble() / 2));

    protected override Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, clock, cancellationToken);

    private TimeSpan? RetryAfter(PipelineResponse response) =>
        response.Headers.TryGetValue("Retry-After", out var text) && RetryConditionHeaderValue.TryParse(text, out var value)
            ? value.Delta ?? TimeSpan.FromTicks(Math.Max(0, (value.Date!.Value - clock.GetUtcNow()).Ticks))
            : null;
}
