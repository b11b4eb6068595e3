using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Parley.Hosting;

namespace Parley.Crash.Tests;

/// <summary>The service's lives, one after the other, and what each of them printed.</summary>
internal sealed partial class Lives(ParleyHost host)
{
    private const int LongestLine = 240;
    private static readonly string[] ErrorMarks = [" fail: ", " crit: ", "Unhandled exception"];

    private readonly List<TimeSpan> starts = [];
    private readonly Dictionary<string, int> warnings = new(StringComparer.Ordinal);
    private readonly StringBuilder errors = new();
    private long memory;

    public string Errors => errors.ToString();

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        Observe();
        await host.KillAsync();
        Read();
    }

    /// <summary>Starts and kills before it is known how far the start has come.</summary>
    public async Task KillWhileStartingAsync(TimeSpan after)
    {
        using var process = host.Launch();
        await Task.Delay(after);
        process.Kill();
        await process.WaitForExitAsync();
        Read();
    }

    /// <summary>SIGTERM.</summary>
    public async Task StopAsync(TimeSpan deadline)
    {
        Observe();
        await host.StopAsync().WaitAsync(deadline);
        Read();
    }

    public async Task StartAgainAsync()
    {
        var watch = Stopwatch.StartNew();
        await host.StartAgainAsync();
        starts.Add(watch.Elapsed);
    }

    /// <summary>What the life that still lasts has printed so far, and how much memory it takes.</summary>
    public void Look()
    {
        Observe();
        Read();
    }

    public override string ToString() =>
        $"{starts.Count} starts of {starts.Average(start => start.TotalMilliseconds):0} ms, at most {starts.Max().TotalMilliseconds:0} ms; "
        + $"at most {memory / 1024 / 1024} MiB\n"
        + string.Join('\n', warnings.Select(warning => $"{warning.Value} x {warning.Key}"));

    private void Observe()
    {
        using var process = Process.GetProcessById(host.ProcessId);
        memory = Math.Max(memory, process.WorkingSet64);
    }

    private void Read()
    {
        foreach (var line in host.Output.Split('\n'))
        {
            if (Array.Exists(ErrorMarks, mark => line.Contains(mark, StringComparison.Ordinal)))
            {
                errors.AppendLine(line);
            }
            else if (line.Contains(" warn: ", StringComparison.Ordinal))
            {
                var kind = Numbers().Replace(line, "#");
                kind = kind[..Math.Min(kind.Length, LongestLine)];
                warnings[kind] = warnings.GetValueOrDefault(kind) + 1;
            }
        }
    }

    /// <summary>What makes two lines of one kind differ.</summary>
    [GeneratedRegex("[0-9][0-9:.]*")]
    private static partial Regex Numbers();
}
