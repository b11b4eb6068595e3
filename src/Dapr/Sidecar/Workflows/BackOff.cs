namespace Dapr.Sidecar.Workflows;

/// <summary>How long to wait before the sidecar is asked again, in the network's time, whatever clock the application has.</summary>
internal static class BackOff
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="failures">The failures before this one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task PauseAsync(int failures, CancellationToken cancellation)
    {
        var pause = Shortest * Math.Pow(2, Math.Min(failures, 10));
        return Task.Delay(pause < Longest ? pause : Longest, cancellation);
    }
}
