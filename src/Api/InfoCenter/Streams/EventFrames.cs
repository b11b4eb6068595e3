using System.Globalization;
using System.Runtime.CompilerServices;
using Parley.Sessions.Catalog;

namespace Parley.Api.InfoCenter.Streams;

/// <summary>What one of the streams says of a change. Streams share a change, and so its frame is made once for all of them.</summary>
internal abstract class EventFrames
{
    private readonly ConditionalWeakTable<FeedEntry, Task<byte[]>> frames = [];

    /// <summary>Whether the stream says anything of the change.</summary>
    public abstract bool Tells(FeedEntry entry);

    /// <summary>The robot that the change is filtered by.</summary>
    public abstract string RobotOf(FeedEntry entry);

    /// <summary>What the id of an event may name, the likeliest first.</summary>
    public abstract IEnumerable<FeedKey> KeysOf(string eventId);

    /// <summary>The frame; empty when what changed is deleted.</summary>
    public async Task<byte[]> OfAsync(FeedEntry entry)
    {
        var frame = frames.GetValue(entry, MakeAsync);
        try
        {
            return await frame;
        }
        catch
        {
            frames.Remove(entry);
            throw;
        }
    }

    protected static string IdOf(FeedEntry entry) => string.Create(CultureInfo.InvariantCulture, $"{entry.SessionId}:{entry.Version}");

    /// <summary>The parts of <c>name:version</c>; null when the text has no such form.</summary>
    protected static (string Name, long Version)? Parse(string eventId) =>
        eventId.LastIndexOf(':') is >= 0 and var colon
        && long.TryParse(eventId.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (eventId[..colon], version)
            : null;

    protected abstract Task<byte[]> MakeAsync(FeedEntry entry);
}
