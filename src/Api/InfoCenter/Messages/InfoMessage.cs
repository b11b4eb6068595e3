using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Api.InfoCenter.Messages;

public sealed record InfoMessage(
    string Id,
    string RobotId,
    string SessionId,
    string SenderId,
    string SenderName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SenderAvatar,
    string Content,
    string MessageType,
    string? AiResponse,
    string? AiResponseTime,
    double? Confidence,
    bool HumanIntervened,
    int? SatisfactionScore,
    IReadOnlyList<string> Mentions,
    JsonElement Metadata,
    string CreatedAt,
    string UpdatedAt,
    string Channel,
    long Sequence);
