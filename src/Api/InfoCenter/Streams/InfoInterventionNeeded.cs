namespace Parley.Api.InfoCenter.Streams;

public sealed record InfoInterventionNeeded(string SessionId, string MessageId, string Reason, string At);
