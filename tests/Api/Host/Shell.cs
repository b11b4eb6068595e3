using System.Diagnostics;

namespace Parley.Api.Tests.Host;

internal static class Shell
{
    /// <summary>What a bash script prints; it must end with 0, and every curl in it with a 2xx.</summary>
    public static async Task<string> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-o", "pipefail", "-c", "curl() { command curl --fail-with-body \"$@\"; }\n" + script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var bash = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = bash.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = bash.StandardError.ReadToEndAsync(deadline.Token);
        await bash.WaitForExitAsync(deadline.Token);
        return bash.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"It ended with {bash.ExitCode}:\n{script}\n{await output}{await errors}");
    }
}
