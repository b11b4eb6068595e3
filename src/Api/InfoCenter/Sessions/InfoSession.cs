using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Api.InfoCenter.Sessions;

public sealed record InfoSession(
    string Id,
    string RobotId,
    string? UserId,
    string? UserName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? UserAvatar,
    string Status,
    IReadOnlyList<string> Tags,
    long MessageCount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] InfoLastMessage? LastMessage,
    string LastActivityAt,
    JsonElement Metadata,
    string CreatedAt,
    string UpdatedAt,
    string Channel);
