using System.Text.Json;

namespace Parley.Api.InfoCenter.Messages;

/// <summary>The body of a report, for the API's description; it is read member by member, since each has an error of its own.</summary>
public sealed record ReportRequest(
    string RobotId,
    string SessionId,
    string SenderId,
    string SenderName,
    string Content,
    string MessageType,
    string? SenderAvatar = null,
    string? SenderType = null,
    JsonElement? Metadata = null);
