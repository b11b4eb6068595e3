using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Api.Contracts;

namespace Parley.Api.AutoSession;

/// <summary>What handlers read themselves, for the API's description.</summary>
internal static class Descriptions
{
    public static RouteHandlerBuilder DescribeKey(this RouteHandlerBuilder route) => route.Describe(new OpenApiParameter
    {
        Name = IdempotencyKeys.Header,
        In = ParameterLocation.Header,
        Description = "1-128 printable characters; a repeat within 24 hours has no second effect",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = IdempotencyKeys.MaxLength },
    });

    public static RouteHandlerBuilder DescribeLimit(this RouteHandlerBuilder route) => route.Describe(new OpenApiParameter
    {
        Name = "limit",
        In = ParameterLocation.Query,
        Description = "10 unless given",
        Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000" },
    });

    public static RouteHandlerBuilder ProducesErrors(this RouteHandlerBuilder route) => route
        .Produces<Envelope<NoData>>(413)
        .Produces<ValidationFailure>(422)
        .Produces<Envelope<NoData>>(503);

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, OpenApiParameter parameter) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters = [.. operation.Parameters ?? [], parameter];
            return Task.CompletedTask;
        });
}
