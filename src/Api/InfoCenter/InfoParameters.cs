using Microsoft.OpenApi;
using static Parley.Api.Contracts.ParameterDescriptions;

namespace Parley.Api.InfoCenter;

/// <summary>Parameters of this contract, for the API's description.</summary>
internal static class InfoParameters
{
    private static readonly OpenApiParameter[] Part =
    [
        Query("page", "from 1; ignored beside a cursor", JsonSchemaType.Integer, least: 1),
        Query("pageSize", "50 unless given", JsonSchemaType.Integer, least: 1, most: ListQuery.MaxPageSize),
        Query("cursor", "nextCursor of an earlier answer"),
    ];

    private static readonly OpenApiParameter[] Period =
    [
        Query("startDate", "ISO date or date-time, inclusive"),
        Query("endDate", "ISO date or date-time, inclusive; a date with its whole day"),
    ];

    private static readonly OpenApiParameter Robot = Query("robotId", "the robot's id");
    private static readonly OpenApiParameter Session = Query("sessionId", "the session's id");
    private static readonly OpenApiParameter Channel = Query("channel", Words.Channels.Demand);

    public static OpenApiParameter[] Messages =>
    [
        .. Part,
        Robot,
        Session,
        Query("senderId", "who spoke"),
        Query("messageType", Words.MessageTypes.Demand),
        Channel,
        .. Period,
        Query("sortBy", $"{Words.Sorts.Demand}; createdAt unless given"),
        Query("sortOrder", "asc or desc, the default"),
    ];

    public static OpenApiParameter[] Sessions =>
    [
        .. Part, Robot, Query("status", Words.SessionStatuses.Demand), Query("userId", "the user's id"), Channel, Query("tag", "one of its tags"), .. Period,
    ];

    public static OpenApiParameter[] ActiveSessions =>
        [Robot, Query("limit", "100 unless given", JsonSchemaType.Integer, least: 1, most: InfoCenter.Sessions.ListSessions.MaxLimit)];

    public static OpenApiParameter[] Staff =>
    [
        .. Part, Query("platform", "the platform"), Query("search", "part of the name"), Query("status", Words.StaffStatuses.Demand),
    ];

    public static OpenApiParameter[] Statistics => [.. Period, Robot, Channel];

    public static OpenApiParameter[] Stream => [Robot, Session, Channel, Query("lastEventId", "the latest event that the client has; what followed is sent first")];

    public static OpenApiParameter Id => Path("id", "the id");
}
