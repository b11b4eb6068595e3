using System.Diagnostics;
using Npgsql;
using Parley.Hosting.Sidecars;
using Xunit;

namespace Parley.Conformance;

/// <summary>A PostgreSQL server of this machine's binaries in a folder of its own. It ends with the process that started it,
/// however that ends.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    // A line on the pipe ends the server; the pipe's end removes its folder too, which no handler in a test host lives long enough
    // to do. SIGQUIT: like a crash, without a farewell to anyone. The id in the file is the server's own, whatever stands between.
    private const string Leash =
        """
        data=$1; shift; "$@" &
        read -r _; ended=$?
        kill -QUIT "$(head -n 1 "$data/postmaster.pid")"; wait
        [ $ended = 0 ] || rm -rf "$(dirname "$data")"
        """;

    private static readonly Lazy<Task<PostgreSqlServer>> OfThisRun = new(StartNewAsync);

    private readonly string folder = Directory.CreateTempSubdirectory("parley-postgresql-").FullName;
    private readonly string binaries;
    private readonly int port = Ports.FreeOne();
    private Process? process;

    private PostgreSqlServer(string binaries) => this.binaries = binaries;

    /// <summary>As daprd takes it.</summary>
    public string ConnectionString => $"host=127.0.0.1 port={port} user=postgres dbname=postgres";

    /// <summary>The server that tests share; the test is skipped where there are no binaries.</summary>
    public static Task<PostgreSqlServer> SharedAsync() => OfThisRun.Value;

    public static async Task<PostgreSqlServer> StartNewAsync()
    {
        var binaries = FindBinaries();
        Skip.If(binaries is null, "No PostgreSQL server (postgres and initdb) is on the PATH or under /usr/lib/postgresql.");
        var server = new PostgreSqlServer(binaries!);
        await server.InitializeAsync();
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        process?.Dispose();
        process = Launch(
            ["sh", "-c", Leash, "sh", Data,
            .. AsUser($"{binaries}/postgres"), "-D", Data, "-k", folder, "-h", "127.0.0.1", "-p", $"{port}", "-F", "-c", "logging_collector=off"]);
        await Deadline.Until(AnswersAsync, $"PostgreSQL answers on port {port}");
    }

    public async Task StopAsync()
    {
        await process!.StandardInput.WriteLineAsync();
        await process.WaitForExitAsync();
    }

    public async Task<object?> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Npgsql);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process!.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private string Data => Path.Combine(folder, "data");

    private string Npgsql => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false";

    private static string? FindBinaries() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => $"{version}/bin")
            : [])
        .FirstOrDefault(folder => File.Exists($"{folder}/postgres") && File.Exists($"{folder}/initdb"));

    // The server refuses to run as root.
    private static string[] AsUser(string program) => Environment.UserName == "root" ? ["runuser", "-u", "nobody", "--", program] : [program];

    private static Process Launch(params ReadOnlySpan<string> command)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task InitializeAsync()
    {
        if (Environment.UserName == "root")
        {
            using var chown = Launch("chown", "nobody", folder);
            await chown.WaitForExitAsync();
        }

        using var initialize = Launch(
            [.. AsUser($"{binaries}/initdb"), "-D", Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        await initialize.WaitForExitAsync();
        Assert.True(initialize.ExitCode == 0, $"initdb ended with {initialize.ExitCode}.");
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return await QueryAsync("SELECT 1") is 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
