namespace Parley.Workflows.Chats;

/// <summary>A piece of an answer that is still being made.</summary>
/// <param name="Attempt">Which call of the model made it.</param>
/// <param name="Offset">Where it begins in that call's answer.</param>
/// <param name="Text">The piece.</param>
public sealed record ReplyChunk(Guid Attempt, int Offset, string Text);
