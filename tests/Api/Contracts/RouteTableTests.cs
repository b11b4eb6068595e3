using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.Contracts;

[Collection(nameof(DefaultHost))]
public sealed class RouteTableTests(DefaultHost fixture)
{
    // What the runtime and the scraper ask for is no contract.
    private static readonly string[] Undescribed = ["GET /metrics", "GET /openapi/{documentName}.json", "GET /dapr/subscribe", "POST /events/reply-chunks"];

    [Fact]
    public async Task The_description_has_every_route_of_the_table_and_no_other()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddParley();
        await using var app = builder.Build();
        app.UseParley();
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} /{PathOf(endpoint.RoutePattern)}"))
            .Except(Undescribed)
            .Distinct()
            .Order(StringComparer.Ordinal);

        var document = (await fixture.Host.GetAsync("/openapi/v1.json")).Json;

        Assert.Equal(routes, document.GetProperty("paths").EnumerateObject().SelectMany(Operations).Order(StringComparer.Ordinal));
    }

    /// <summary>The pattern without constraints.</summary>
    private static string PathOf(RoutePattern pattern) => string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part =>
        part is RoutePatternParameterPart parameter ? $"{{{parameter.Name}}}" : ((RoutePatternLiteralPart)part).Content))));

    private static IEnumerable<string> Operations(JsonProperty path) =>
        path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}");
}
