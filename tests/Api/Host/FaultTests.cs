using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Api.Contracts;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.Host;

public sealed class FaultTests
{
    [Fact]
    public async Task A_fault_is_logged_once_with_its_trace_and_answered_without_internals()
    {
        using var logs = new KeptLogs();
        await using var app = await StartAsync(logs);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/broken");
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{trace}-00f067aa0ba902b7-00");

        using var response = await client.SendAsync(request);

        Assert.Equal("""{"detail":"Internal Server Error"}""", await response.Content.ReadAsStringAsync());
        var line = Assert.Single(logs.Lines, line => line.Contains("the inner workings", StringComparison.Ordinal));
        Assert.StartsWith($"GET /broken failed, trace {trace}.", line, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(KeptLogs logs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ContractGuard>();
        var app = builder.Build();
        app.UseMiddleware<ContractGuard>();
        app.MapGet("/broken", string () => throw new InvalidOperationException("the inner workings"));
        await app.StartAsync();
        return app;
    }
}
