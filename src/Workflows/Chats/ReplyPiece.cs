namespace Parley.Workflows.Chats;

/// <summary>A chunk on its way to the replica that holds the client.</summary>
/// <param name="TurnId">Whose answer it belongs to.</param>
/// <param name="Chunk">The chunk.</param>
public sealed record ReplyPiece(string TurnId, ReplyChunk Chunk);
