using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Parley.Hosting.Sidecars;

namespace Parley.Bench;

/// <summary>A Redis of the bench's own that makes every write durable, as the service's store does.</summary>
internal sealed class ListServer(Process process, string folder, string address) : IAsyncDisposable
{
    public string Address => address;

    /// <summary>Null where there is no redis-server to start.</summary>
    public static async Task<ListServer?> StartAsync()
    {
        var binary = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);
        if (binary is null)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("parley-bench-").FullName;
        var port = Ports.FreeOne();
        var process = Process.Start(new ProcessStartInfo(
            binary, ["--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "yes", "--appendfsync", "always"])
        {
            RedirectStandardOutput = true,
        })!;
        _ = process.StandardOutput.ReadToEndAsync();
        for (var deadline = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return new ListServer(process, folder, $"127.0.0.1:{port}");
            }
            catch (SocketException) when (deadline.Elapsed < TimeSpan.FromSeconds(10))
            {
                // Not yet.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
