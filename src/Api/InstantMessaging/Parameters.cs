using Microsoft.OpenApi;
using Parley.Api.Contracts;
using static Parley.Api.Contracts.ParameterDescriptions;

namespace Parley.Api.InstantMessaging;

/// <summary>Parameters that handlers read themselves, each with an error of its own, for the API's description.</summary>
internal static class Parameters
{
    private static readonly OpenApiParameter[] Page =
    [
        Query("session_id", "the session, 1-48 characters", required: true),
        Query("page", "from 1; ignored beside a cursor", JsonSchemaType.Integer, least: 1),
        Query("page_size", "20 unless given", JsonSchemaType.Integer, least: 1, most: PageQuery.MaxPageSize),
        Query("order", "asc (oldest first, the default) or desc"),
        Query("cursor", "next_cursor of an earlier answer"),
    ];

    private static readonly OpenApiParameter[] Send =
    [
        Query("user_id", "who speaks; default_user unless given"),
        IdempotencyKey,
    ];

    private static readonly OpenApiParameter[] Socket = [Query("after", "the latest message that the client knows; what followed is sent first")];

    public static RouteHandlerBuilder DescribePage(this RouteHandlerBuilder route) => route.Describe(Page);

    public static RouteHandlerBuilder DescribeSend(this RouteHandlerBuilder route) => route.Describe(Send);

    public static RouteHandlerBuilder DescribeSocket(this RouteHandlerBuilder route) => route.Describe(Socket);
}
