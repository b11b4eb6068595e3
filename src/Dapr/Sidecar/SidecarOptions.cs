using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Dapr.Sidecar;

/// <summary>Where the sidecar is and what it wants to see, from the names that <c>dapr run</c> and the Kubernetes injector set.</summary>
/// <param name="HttpEndpoint">Its HTTP API; ends in a slash.</param>
/// <param name="GrpcEndpoint">Its gRPC API; ends in a slash. Over plain http it speaks HTTP/2 at once.</param>
/// <param name="ApiToken">Sent as <c>dapr-api-token</c> on every call; null for none.</param>
/// <param name="Announcement">The setting that announced the sidecar.</param>
internal sealed record SidecarOptions(Uri HttpEndpoint, Uri GrpcEndpoint, string? ApiToken, string Announcement)
{
    private const int DefaultHttpPort = 3500;
    private const int DefaultGrpcPort = 50001;

    private static readonly string[] Announcements = ["DAPR_HTTP_ENDPOINT", "DAPR_HTTP_PORT", "DAPR_GRPC_ENDPOINT", "DAPR_GRPC_PORT"];

    /// <summary>The sidecar that a configuration, and behind it the environment, announces; null for none.</summary>
    /// <exception cref="StartException">An endpoint or a port cannot be read.</exception>
    public static SidecarOptions? Read(IConfiguration? configuration)
    {
        string? Value(string name) =>
            configuration?[name] is { Length: > 0 } configured ? configured
            : Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? set
            : null;

        return Array.Find(Announcements, name => Value(name) is not null) is { } announcement
            ? new SidecarOptions(
                Endpoint(Value, "DAPR_HTTP", DefaultHttpPort),
                Endpoint(Value, "DAPR_GRPC", DefaultGrpcPort),
                string.IsNullOrWhiteSpace(Value("DAPR_API_TOKEN")) ? null : Value("DAPR_API_TOKEN"),
                announcement)
            : null;
    }

    private static Uri Endpoint(Func<string, string?> value, string name, int defaultPort)
    {
        if (value($"{name}_ENDPOINT") is { } endpoint)
        {
            return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? new Uri(uri.GetLeftPart(UriPartial.Authority) + "/")
                : throw new StartException($"{name}_ENDPOINT is '{endpoint}'; it must be an address such as http://127.0.0.1:{defaultPort}.");
        }

        var text = value($"{name}_PORT");
        return text is null ? Local(defaultPort)
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? Local(port)
            : throw new StartException($"{name}_PORT is '{text}'; it must be a port number.");
    }

    // A sidecar listens on the loopback address; the name localhost would be asked for its IPv6 address first.
    private static Uri Local(int port) => new($"http://127.0.0.1:{port}/");
}
