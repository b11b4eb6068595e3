using System.Globalization;

namespace Parley.Hosting;

/// <summary>How much more private memory a process had at its worst than at the beginning.</summary>
public sealed class MemoryGrowth
{
    private readonly long before;
    private readonly CancellationTokenSource over = new();
    private readonly Task<long> watching;

    public MemoryGrowth(int processId)
    {
        before = Read(processId);
        watching = WatchAsync(processId);
    }

    /// <summary>Megabytes.</summary>
    public async Task<long> EndAsync()
    {
        await over.CancelAsync();
        return (await watching - before) / 1024;
    }

    private async Task<long> WatchAsync(int processId)
    {
        var most = before;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!over.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync();
            most = Math.Max(most, Read(processId));
        }

        return most;
    }

    /// <summary>Kilobytes, without pages of files.</summary>
    private static long Read(int processId) => File.ReadLines($"/proc/{processId}/status")
        .Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture))
        .Single();
}
