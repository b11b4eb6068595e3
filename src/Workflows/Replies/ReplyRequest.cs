namespace Parley.Workflows.Replies;

/// <summary>Names the message that is owed a reply; its text stays where it is stored.</summary>
public sealed record ReplyRequest(string SessionId, long Sequence);
