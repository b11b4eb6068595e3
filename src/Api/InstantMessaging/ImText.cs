using Parley.Api.Contracts;
using Parley.Sessions;

namespace Parley.Api.InstantMessaging;

/// <summary>What this contract takes as content and as session id.</summary>
public static class ImText
{
    private const int MaxContent = 5000;
    private const int MaxSessionId = 48;

    public static ImError? CheckContent(string? content) =>
        string.IsNullOrWhiteSpace(content) ? ImError.ContentEmpty
        : CodePoints.Count(content) > MaxContent ? ImError.ContentTooLong
        : null;

    public static ImError? CheckSessionId(string? sessionId) =>
        string.IsNullOrEmpty(sessionId) ? ImError.SessionEmpty
        : CodePoints.Count(sessionId) > MaxSessionId ? ImError.SessionTooLong
        : !Identifier.IsValid(sessionId) ? ImError.SessionMalformed
        : null;
}
