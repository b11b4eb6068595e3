using Parley.Sessions.Catalog;

namespace Parley.Api.InfoCenter.Streams;

/// <summary>Which changes a stream is about; what is null is not asked.</summary>
internal sealed record StreamFilter(string? RobotId, string? SessionId, string? Channel)
{
    public static StreamFilter Read(QueryReader query) => new(query.Text("robotId"), query.Text("sessionId"), query.OneOf("channel", Words.Channels));

    public bool Admits(FeedEntry entry, string robotId) =>
        (RobotId ?? robotId) == robotId && (SessionId ?? entry.SessionId) == entry.SessionId && (Channel ?? entry.Channel) == entry.Channel;
}
