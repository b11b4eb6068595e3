using Parley.Sessions.Replies;

namespace Parley.Sessions;

/// <summary>Records that an owed reply failed. One that is closed stays as it is, so a repeat changes nothing.</summary>
public sealed record CloseReplyCommand(long Sequence, ReplyStatus Status);
