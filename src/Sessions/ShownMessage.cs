using Parley.Sessions.Messages;

namespace Parley.Sessions;

/// <summary>A message with the reply to it, each with its body.</summary>
public sealed record ShownMessage(SessionHead Head, Message Message, Message? Reply);
