using System.Text.Json.Serialization;
using Carter;
using Microsoft.Extensions.Configuration.Memory;
using Parley.Api.Contracts;
using Parley.Api.Health;
using Parley.Api.Metrics;
using Parley.Api.Tracing;
using Parley.Sessions;
using Parley.Workflows;

namespace Parley.Api;

/// <summary>The service, part by part. A test host adds to it between the two calls.</summary>
public static class Parley
{
    private const int MaxBodyBytes = 1024 * 1024;

    /// <summary>For what runs. The rest of the 20 s in which the process stops is for the goodbyes, which need some seconds beside a sidecar.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(14);

    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",

        // That a start is not ready yet is no fault; /readyz gives the reason.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",

        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "HH:mm:ss.fff ",
    };

    public static void AddParley(this WebApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        OfficialWay.WantSidecar(builder.Configuration);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls("http://127.0.0.1:8080");
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = PlainJsonEncoder.Instance;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });

        builder.Services.AddTraceExport();
        builder.Services.AddSessions(builder.Configuration);
        builder.Services.AddReplies(builder.Configuration);
        builder.Services.AddContracts(builder.Configuration);
        builder.Services.AddReadiness();
        builder.Services.AddPrometheusMetrics();
        builder.Services.AddOpenApi();
        builder.Services.AddCarter();
        builder.Services.AddHostedService<Banner>();
    }

    public static void UseParley(this WebApplication app)
    {
        // First, since contracts and the token's guard ask whether a request is an upgrade.
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30) });
        app.UseContracts();
        app.UseCloudEvents();

        app.MapActorsHandlers();
        app.MapSubscribeHandler();
        app.MapPrometheusMetrics();
        app.MapOpenApi();
        app.MapCarter();
    }
}
