namespace Parley.Sidecar;

/// <summary>What a stand-in is started with.</summary>
/// <param name="Components">The folder with the component files.</param>
/// <param name="AppId">The application's id.</param>
public sealed record SidecarSettings(string Components, string AppId)
{
    /// <summary>The port of its HTTP API; 0 takes a free one.</summary>
    public int HttpPort { get; init; }

    /// <summary>The port of its gRPC API; 0 takes a free one.</summary>
    public int GrpcPort { get; init; }

    /// <summary>What callers must send as <c>dapr-api-token</c>; null for nothing.</summary>
    public string? ApiToken { get; init; }

    /// <summary>What it sends to the application as <c>dapr-api-token</c>.</summary>
    public string? AppToken { get; init; }

    /// <summary>What it says its state components can.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = ["ETAG", "TRANSACTIONAL", "TTL", "ACTOR"];

    /// <summary>Whether one of its components keeps actors.</summary>
    public bool KeepsActors { get; init; } = true;
}
