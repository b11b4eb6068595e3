namespace Dapr.Sidecar.Workflows;

/// <summary>How long to wait before the sidecar is asked again.</summary>
internal static class BackOff
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="failures">The failures before this one.</param>
    public static TimeSpan After(int failures)
    {
        var pause = Shortest * Math.Pow(2, Math.Min(failures, 10));
        return pause < Longest ? pause : Longest;
    }
}
