namespace Parley.Sessions.Documents;

/// <summary>A document that goes into a commit beside the head; no value deletes it.</summary>
public readonly record struct Document(string Key, byte[]? Value, TimeSpan? TimeToLive = null);
