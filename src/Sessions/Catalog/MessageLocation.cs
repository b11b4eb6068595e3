namespace Parley.Sessions.Catalog;

public sealed record MessageLocation(string SessionId, long Sequence, long Number);
