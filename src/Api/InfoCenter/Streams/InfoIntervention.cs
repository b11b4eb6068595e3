namespace Parley.Api.InfoCenter.Streams;

public sealed record InfoIntervention(string SessionId, string RobotId, string By, string At);
