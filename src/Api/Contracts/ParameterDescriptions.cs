using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Parley.Api.Contracts;

/// <summary>Describes parameters that handlers read themselves.</summary>
internal static class ParameterDescriptions
{
    public static OpenApiParameter IdempotencyKey => new()
    {
        Name = IdempotencyKeys.Header,
        In = ParameterLocation.Header,
        Description = "1-128 printable characters; a repeat within 24 hours has no second effect",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = IdempotencyKeys.MaxLength },
    };

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, params OpenApiParameter[] parameters) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters = [.. operation.Parameters ?? [], .. parameters];
            return Task.CompletedTask;
        });

    public static OpenApiParameter Query(
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

    public static OpenApiParameter Path(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Path,
        Description = description,
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
