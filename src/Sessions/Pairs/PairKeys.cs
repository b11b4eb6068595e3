namespace Parley.Sessions.Pairs;

/// <summary>The id of a pair's actor and the keys of its documents.</summary>
internal static class PairKeys
{
    public static string ActorId(string accountId, string shopName) => ActorKey.Of($"{accountId}\n{shopName}");

    public static string Head(string actorId) => $"pair.{actorId}.head";

    public static string Session(string sessionId) => $"pair-session.{ActorKey.Of(sessionId)}";

    public static string Answer(string actorId, string commandId) => $"pair.{actorId}.answer.{ActorKey.Of(commandId)}";

    public static string Seen(string actorId, string externalId) => $"pair.{actorId}.seen.{ActorKey.Of(externalId)}";

    public static string Upload(string actorId, string uploadId, int part) => $"pair.{actorId}.upload.{ActorKey.Of(uploadId)}.{part}";
}
