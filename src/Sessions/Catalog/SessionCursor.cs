using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Parley.Sessions.Catalog;

/// <summary>The last session of a page: what follows it stays what it is while others become active.</summary>
internal sealed record SessionCursor(DateTimeOffset LastActivityAt, string Id)
{
    public static readonly SessionEntry End = new SessionCursor(DateTimeOffset.MinValue, "\uFFFF").ToEntry();

    public static SessionCursor Of(SessionSummary session) => new(session.LastActivityAt, session.Id);

    public static SessionCursor? Parse(string text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(':', 2);
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new SessionCursor(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), parts[1])
            : null;
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{LastActivityAt.ToUnixTimeMilliseconds()}:{Id}")));

    public bool IsBefore(SessionEntry entry) => SessionEntry.ByActivity.Compare(ToEntry(), entry) < 0;

    public SessionEntry ToEntry() => new(-1, new SessionSummary
    {
        Id = Id,
        Version = 0,
        Channel = "",
        RobotId = "",
        CreatedAt = LastActivityAt,
        LastActivityAt = LastActivityAt,
    });
}
