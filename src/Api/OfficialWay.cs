namespace Parley.Api;

/// <summary>The official packages know sidecars only, and would wait for one until somebody asks why nothing answers.</summary>
internal static class OfficialWay
{
    private static readonly string[] Announcements = ["DAPR_HTTP_PORT", "DAPR_GRPC_PORT", "DAPR_HTTP_ENDPOINT", "DAPR_GRPC_ENDPOINT"];

    private static bool IsBuilt => AppContext.TryGetSwitch("Parley.OfficialPackages", out var official) && official;

    /// <summary>Ends a process that was built with the official packages and has no sidecar.</summary>
    public static void WantSidecar(IConfiguration configuration)
    {
        if (IsBuilt && Array.TrueForAll(Announcements, name => string.IsNullOrEmpty(configuration[name])))
        {
            Console.Error.WriteLine(
                "This build has the official Dapr packages, which need a sidecar, and no DAPR_HTTP_PORT or other variable announces one; "
                + "start it with 'dapr run -f dapr.yaml', or build without OfficialPackages to run in one process.");
            Environment.Exit(1);
        }
    }
}
