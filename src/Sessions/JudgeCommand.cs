using Parley.Sessions.Messages;

namespace Parley.Sessions;

/// <summary>What was inferred of the message at this sequence; null when nothing could be.</summary>
public sealed record JudgeCommand(long Sequence, Satisfaction? Judgement);
