namespace Parley.Hosting.Sidecars;

/// <summary>Where <c>daprd</c>, <c>placement</c> and <c>scheduler</c> are: all in <c>DAPR_BIN</c>, or on the PATH.</summary>
public sealed record DaprBinaries(string Daprd, string Placement, string Scheduler)
{
    public const string Missing = "daprd, placement and scheduler are neither in DAPR_BIN nor on the PATH.";

    public static DaprBinaries? Find()
    {
        var folders = Environment.GetEnvironmentVariable("DAPR_BIN") is { Length: > 0 } folder
            ? [folder]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string? Locate(string name) => folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

        return Locate("daprd") is { } daprd && Locate("placement") is { } placement && Locate("scheduler") is { } scheduler
            ? new DaprBinaries(daprd, placement, scheduler)
            : null;
    }
}
