using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Catalog;

namespace Parley.Api.InfoCenter.Streams;

/// <summary>One client that watches: first what it missed, then what comes, until it goes, does not read, or the service stops.</summary>
internal sealed partial class EventStream(
    HttpContext context,
    EventFrames frames,
    StreamFilter filter,
    Feed feed,
    IOptions<StreamingOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<EventStream> logger)
{
    private const int FlushBytes = 64 * 1024;
    private const int FramesAtOnce = 64;

    private long heartbeats;

    public async Task RunAsync(string? lastEventId)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var known = lastEventId is null ? null : await FindAsync(lastEventId);
        var start = known + 1 ?? await feed.EndAsync(ended.Token);
        Begin();
        try
        {
            await SendAsync(lastEventId is not null && known is null ? [Frame.Retry, Frame.Reset] : [Frame.Retry], ended.Token);
            await FollowAsync(start, ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client has gone, or the service stops.
        }
        catch (TimeoutException) when (!context.RequestAborted.IsCancellationRequested)
        {
            Dropped(logger, context.Request.Path);
        }
        catch (Exception exception) when (Outage.Is(exception))
        {
            // The client comes back with its latest event, and misses nothing.
            Interrupted(logger, context.Request.Path, exception.Message);
        }
    }

    private async Task<long?> FindAsync(string eventId)
    {
        foreach (var key in frames.KeysOf(eventId))
        {
            if (await feed.FindAsync(key) is { } position)
            {
                return position;
            }
        }

        return null;
    }

    private void Begin()
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";

        // Reverse proxies keep their hands off as well.
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
    }

    private async Task FollowAsync(long start, CancellationTokenSource ended)
    {
        using var timer = new PeriodicTimer(options.Value.Heartbeat, time);
        await using var batches = feed.FollowAsync(start, ended.Token).GetAsyncEnumerator(ended.Token);
        var next = batches.MoveNextAsync().AsTask();
        try
        {
            var beat = timer.WaitForNextTickAsync(ended.Token).AsTask();
            while (true)
            {
                await Task.WhenAny(next, beat);
                if (next.IsCompleted)
                {
                    if (!await next)
                    {
                        return;
                    }

                    await SendAsync(batches.Current, ended.Token);
                    next = batches.MoveNextAsync().AsTask();
                }

                if (beat.IsCompleted)
                {
                    await beat;
                    await SendAsync([Frame.Heartbeat(++heartbeats, time.GetUtcNow())], ended.Token);
                    beat = timer.WaitForNextTickAsync(ended.Token).AsTask();
                }
            }
        }
        finally
        {
            // Changes cannot be let go of while the next ones are on their way.
            await ended.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(IReadOnlyList<FeedEntry> entries, CancellationToken cancellation)
    {
        foreach (var some in entries.Where(entry => frames.Tells(entry) && filter.Admits(entry, frames.RobotOf(entry))).Chunk(FramesAtOnce))
        {
            await SendAsync(await Task.WhenAll(some.Select(frames.OfAsync)), cancellation);
        }
    }

    private async Task SendAsync(IReadOnlyList<byte[]> bytes, CancellationToken cancellation)
    {
        var body = context.Response.BodyWriter;
        var unsent = 0;
        foreach (var frame in bytes)
        {
            body.Write(frame);
            unsent += frame.Length;
            if (unsent >= FlushBytes)
            {
                await FlushAsync(cancellation);
                unsent = 0;
            }
        }

        if (unsent > 0)
        {
            await FlushAsync(cancellation);
        }
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        var flush = context.Response.BodyWriter.FlushAsync(CancellationToken.None);
        if (flush.IsCompletedSuccessfully)
        {
            cancellation.ThrowIfCancellationRequested();
            return;
        }

        try
        {
            await flush.AsTask().WaitAsync(options.Value.SendTimeout, time, cancellation);
        }
        catch
        {
            // What was not taken by now is in nobody's way.
            context.Abort();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A stream on {Path} was dropped: its client does not read.")]
    private static partial void Dropped(ILogger logger, string path);

    [LoggerMessage(LogLevel.Warning, "A stream on {Path} was ended by an outage: {Reason}")]
    private static partial void Interrupted(ILogger logger, string path, string reason);
}
