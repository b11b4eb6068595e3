using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Sessions;

/// <summary>The keys of a session's documents.</summary>
public static class SessionKeys
{
    public static string Head(string sessionId) => HeadOf(ActorKey.Of(sessionId));

    public static string HeadOf(string actorKey) => $"session.{actorKey}.head";

    public static string Body(SessionHead head, long sequence) => $"{Root(head)}.body.{sequence}";

    public static string Turn(SessionHead head, string turnId) => $"{Root(head)}.turn.{ActorKey.Of(turnId)}";

    public static string Holes(SessionHead head) => $"{Root(head)}.holes";

    public static LogPages<Message> Messages(this DocumentStore documents, SessionHead head) => new(documents, $"{Root(head)}.page");

    public static LogPages<ReplyRecord> Replies(this DocumentStore documents, SessionHead head) => new(documents, $"{Root(head)}.replies");

    private static string Root(SessionHead head) => $"session.{ActorKey.Of(head.Id)}.{head.Generation}";
}
