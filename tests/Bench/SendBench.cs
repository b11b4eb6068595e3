using System.Diagnostics;
using System.Globalization;
using Parley.Hosting;

namespace Parley.Bench;

/// <summary>Durable sends with the AI off, against the bare baseline that commits the same bytes, turn about.</summary>
internal static class SendBench
{
    private const int Rounds = 3;

    public static async Task RunAsync(string path, Func<int, int, byte[]>? body = null)
    {
        Console.WriteLine($"\nDurable POST {path}, AI off, against bare Kestrel + group commit of the same bytes");
        await using var parley = await ParleyHost.StartAsync(
            ("Ai__Channels__im", "false"), ("Ai__Channels__info-center", "false"), ("Ai__Satisfaction", "false"));
        using var service = Process.GetProcessById(parley.ProcessId);
        await LoadClient.PostAsync(parley.At(path), service, body);

        var before = await StateWritten.ReadAsync(parley.Client, parley.At("/metrics"));
        var sample = await LoadClient.PostAsync(parley.At(path), service, body);
        var written = await StateWritten.ReadAsync(parley.Client, parley.At("/metrics")) - before;
        var (rows, bytes) = (written.Rows / sample.Requests / 1.25, written.Bytes / sample.Requests / 1.25);
        Console.WriteLine($"  a message writes {rows:0.00} documents, {bytes:0} bytes; {sample.Requests * 1.25 / written.Commits:0.0} messages a commit, "
            + $"{written.Updates / written.Batches:0.0} updates a batch of the catalog");

        await using var bare = await ParleyHost.StartAsync(
            "Bench",
            "Parley.Bench.dll",
            ["bare"],
            ("Bare__Bytes", ((int)bytes).ToString(CultureInfo.InvariantCulture)),
            ("Bare__Rows", Math.Max(1, rows).ToString(CultureInfo.InvariantCulture)));
        using var baseline = Process.GetProcessById(bare.ProcessId);
        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var bareResult = await LoadClient.PostAsync(bare.At("/bare"), baseline);
            var result = await LoadClient.PostAsync(parley.At(path), service, body);
            ratios.Add(result.PerSecond / bareResult.PerSecond);
            Console.WriteLine($"  bare    {bareResult}");
            Console.WriteLine($"  parley  {result}   ratio {ratios[^1]:0.00}");
        }

        Console.WriteLine($"  median ratio {ratios.Order().ElementAt(Rounds / 2):0.00} (0.4 or better is promised, 0.6 is the goal)");
    }
}
