namespace Parley.Api.InfoCenter.Streams;

internal static class StreamEndpoint
{
    private const string LastEventId = "lastEventId";
    private const string LastEventIdHeader = "Last-Event-ID";

    public static Task MessagesAsync(HttpContext context, MessageFrames frames, OpenStreams streams) => RunAsync(context, frames, streams);

    public static Task SessionsAsync(HttpContext context, SessionFrames frames, OpenStreams streams) => RunAsync(context, frames, streams);

    private static async Task RunAsync(HttpContext context, EventFrames frames, OpenStreams streams)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = StreamFilter.Read(query);
        if (query.Error is not null)
        {
            await query.Error.Answer().ExecuteAsync(context);
        }
        else if (!streams.TryEnter())
        {
            await InfoError.Overloaded.Answer().ExecuteAsync(context);
        }
        else
        {
            try
            {
                // A browser that comes back sends the header, beside the query that it first came with.
                var header = context.Request.Headers[LastEventIdHeader].ToString();
                await ActivatorUtilities.CreateInstance<EventStream>(context.RequestServices, context, frames, filter)
                    .RunAsync(header.Length > 0 ? header : query.Text(LastEventId));
            }
            finally
            {
                streams.Leave();
            }
        }
    }
}
