using System.Diagnostics;
using Parley.Hosting;

namespace Parley.Bench;

/// <summary>From the start of the process to its first durable answer, and what it holds when nothing happens.</summary>
internal static class StartBench
{
    public static async Task RunAsync()
    {
        Console.WriteLine("\nStart to first answer, and memory at rest");
        for (var round = 0; round < 3; round++)
        {
            var watch = Stopwatch.StartNew();
            await using var parley = await ParleyHost.StartAsync();
            var ready = watch.Elapsed;
            await parley.PostMessageAsync("first", "你好");
            using var process = Process.GetProcessById(parley.ProcessId);
            Console.WriteLine($"  ready {ready.TotalMilliseconds:0} ms, first answer {watch.Elapsed.TotalMilliseconds:0} ms, {process.WorkingSet64 / 1048576} MB");
        }
    }
}
