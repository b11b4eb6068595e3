using Parley.Sessions.Catalog;
using Parley.Sessions.Messages;
using Parley.Sessions.Staff;

namespace Parley.Api.InfoCenter;

internal static class Words
{
    public static readonly Vocabulary<MessageType> MessageTypes = new(
        ("text", MessageType.Text), ("image", MessageType.Image), ("video", MessageType.Video), ("file", MessageType.File), ("audio", MessageType.Audio));

    public static readonly Vocabulary<SenderRole> SenderTypes = new(
        ("user", SenderRole.User), ("staff", SenderRole.Staff), ("system", SenderRole.System), ("ai", SenderRole.Assistant));

    public static readonly Vocabulary<SessionStatus> SessionStatuses = new(
        ("active", SessionStatus.Active), ("closed", SessionStatus.Closed), ("archived", SessionStatus.Archived));

    public static readonly Vocabulary<StaffStatus> StaffStatuses = new(("active", StaffStatus.Active), ("inactive", StaffStatus.Inactive));

    public static readonly Vocabulary<MessageSort> Sorts = new(
        ("createdAt", MessageSort.CreatedAt),
        ("updatedAt", MessageSort.UpdatedAt),
        ("confidence", MessageSort.Confidence),
        ("satisfactionScore", MessageSort.SatisfactionScore),
        ("messageType", MessageSort.MessageType),
        ("senderName", MessageSort.SenderName));

    /// <summary>Whether a list ascends.</summary>
    public static readonly Vocabulary<bool> Orders = new(("asc", true), ("desc", false));

    /// <summary>Where a session was created: every contract's channel.</summary>
    public static readonly Vocabulary<string> Channels = new(
        [.. new[] { "auto-session", "im", "info-center", "agent", "chat" }.Select(channel => (channel, channel))]);
}
