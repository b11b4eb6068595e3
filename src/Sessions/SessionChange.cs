using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Sessions;

/// <summary>What a committed turn changed: a message was appended, a reply record was closed, or both.</summary>
public sealed record SessionChange(Message? Appended, ReplyRecord? Closed);
