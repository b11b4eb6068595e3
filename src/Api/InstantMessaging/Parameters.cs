using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Api.Contracts;

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
        new()
        {
            Name = IdempotencyKeys.Header,
            In = ParameterLocation.Header,
            Description = "1-128 printable characters; a repeat within 24 hours has no second effect",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = IdempotencyKeys.MaxLength },
        },
    ];

    private static readonly OpenApiParameter[] Socket = [Query("after", "the latest message that the client knows; what followed is sent first")];

    public static RouteHandlerBuilder DescribePage(this RouteHandlerBuilder route) => route.Describe(Page);

    public static RouteHandlerBuilder DescribeSend(this RouteHandlerBuilder route) => route.Describe(Send);

    public static RouteHandlerBuilder DescribeSocket(this RouteHandlerBuilder route) => route.Describe(Socket);

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, OpenApiParameter[] parameters) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters = [.. operation.Parameters ?? [], .. parameters];
            return Task.CompletedTask;
        });

    private static OpenApiParameter Query(
        string name, string description, JsonSchemaType type = JsonSchemaType.String, bool required = false, int? least = null, int? most = null) => new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Required = required,
            Schema = new OpenApiSchema
            {
                Type = type,
                Minimum = least?.ToString(CultureInfo.InvariantCulture),
                Maximum = most?.ToString(CultureInfo.InvariantCulture),
            },
        };
}
