namespace Parley.Workflows.Satisfaction;

/// <summary>Names the message to judge; its text stays where it is stored.</summary>
public sealed record SatisfactionRequest(string SessionId, long Sequence);
