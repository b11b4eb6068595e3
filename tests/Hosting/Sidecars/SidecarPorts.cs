namespace Parley.Hosting.Sidecars;

/// <summary>The ports between a service and its sidecar, and the tokens that both want.</summary>
public sealed record SidecarPorts(int Http, int Grpc, int App)
{
    public const string ApiToken = "of-the-sidecar";
    public const string AppToken = "of-the-service";

    public Uri Callbacks => new($"http://127.0.0.1:{App}");

    public IReadOnlyList<(string Name, string Value)> Announcement =>
    [
        ("DAPR_HTTP_PORT", $"{Http}"),
        ("DAPR_GRPC_PORT", $"{Grpc}"),
        ("DAPR_API_TOKEN", ApiToken),
        ("APP_PORT", $"{App}"),
        ("APP_API_TOKEN", AppToken),
    ];

    public static SidecarPorts Free() => Ports.Free(3) is [var http, var grpc, var app] ? new(http, grpc, app) : throw new InvalidOperationException();
}
