using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Parley.Hosting.Sidecars;
using Xunit;

namespace Parley.Conformance;

/// <summary>A real Redis on a free port, with a log of its own that survives a restart.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly Lazy<Task<RedisServer>> Shared = new(StartSharedAsync);

    private readonly string folder = Directory.CreateTempSubdirectory("parley-redis-").FullName;
    private readonly string binary;
    private Process? process;

    private RedisServer(string binary) => this.binary = binary;

    public int Port { get; } = Ports.FreeOne();

    /// <summary>The server that all tests of this process share; skips the test where there is none to start.</summary>
    public static Task<RedisServer> SharedAsync()
    {
        SkipWithoutBinary();
        return Shared.Value;
    }

    /// <summary>A server for one test, which may kill it.</summary>
    public static async Task<RedisServer> StartNewAsync()
    {
        var server = new RedisServer(SkipWithoutBinary());
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        string[] arguments =
        [
            "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "yes", "--appendfsync", "everysec",
            "--databases", "4096",
        ];
        process = Process.Start(new ProcessStartInfo(binary, arguments) { RedirectStandardOutput = true })!;
        _ = process.StandardOutput.ReadToEndAsync();
        var started = Stopwatch.GetTimestamp();
        while (!await AnswersAsync())
        {
            Assert.False(process.HasExited, $"{binary} should have stayed; it exited on port {Port}.");
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"{binary} should have answered on port {Port} within {Patience}.");
            await Task.Delay(20);
        }
    }

    /// <summary>Ends the server without warning. What it had answered is in its log.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Lets connections stand and answers nothing.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<RedisServer> StartSharedAsync()
    {
        var server = await StartNewAsync();
        // Nothing of a test framework runs after the last test of all classes; the process's end does.
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.process!.Kill();
            server.process.WaitForExit();
            Directory.Delete(server.folder, recursive: true);
        };
        return server;
    }

    private static string SkipWithoutBinary()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists);
        Skip.If(found is null, "There is no redis-server on the PATH.");
        return found!;
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process!.Id}"]);
        await kill.WaitForExitAsync();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[5];
            await client.GetStream().ReadExactlyAsync(answer);
            // While it loads its log, the answer is an error.
            return answer[0] == '+';
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }
}
