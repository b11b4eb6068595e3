using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Api.Metrics;
using Xunit;

namespace Parley.Api.Tests.Metrics;

public sealed class EndpointTests
{
    [Fact]
    public async Task A_scrape_shows_requests_and_the_state_of_the_process()
    {
        await using var app = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await client.GetStringAsync("/hello");

        // A request is counted once it has ended, which its client need not have waited for.
        var scrape = await ScrapeUntilAsync(client, scrape => scrape.Samples.Any(IsHello));

        Assert.Equal(1, scrape.Samples.Single(IsHello).Value);
        Assert.True(scrape.Value("dotnet_process_memory_working_set_bytes") > 0);
        Assert.True(scrape.Value("dotnet_thread_pool_thread_count") > 0);
        Assert.Equal("counter", scrape.Types["dotnet_gc_collections_total"]);
    }

    [Fact]
    public async Task A_scrape_has_the_content_type_of_the_format_and_is_no_part_of_the_api()
    {
        await using var app = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var response = await client.GetAsync("/metrics");

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var endpoint = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Single(endpoint => endpoint.RoutePattern.RawText == "/metrics");
        Assert.True(endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription);
    }

    private static bool IsHello(Sample sample) =>
        sample.Name == "http_server_request_duration_seconds_count" && sample.Labels.GetValueOrDefault("http_route") == "/hello";

    private static async Task<Scrape> ScrapeUntilAsync(HttpClient client, Func<Scrape, bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var text = await client.GetStringAsync("/metrics", CancellationToken.None);
            if (Scrape.Parse(text) is var scrape && condition(scrape))
            {
                return scrape;
            }

            Assert.False(deadline.IsCancellationRequested, $"expected the request to /hello in the scrape, which was:\n{text}");
        }
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPrometheusMetrics();
        var app = builder.Build();
        app.MapPrometheusMetrics();
        app.MapGet("/hello", () => "hello");
        await app.StartAsync();
        return app;
    }
}
