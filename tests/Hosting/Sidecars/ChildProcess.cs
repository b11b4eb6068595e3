using System.Diagnostics;
using System.Text;

namespace Parley.Hosting.Sidecars;

/// <summary>A process that ends with its owner, and what it printed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private ChildProcess(Process process) => this.process = process;

    public bool HasExited => process.HasExited;

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public static ChildProcess Start(string program, string folder, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
        child.process.OutputDataReceived += (_, line) => child.Keep(line.Data);
        child.process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += child.KillAtExit;
        return child;
    }

    /// <summary>Stops it without ending it: it answers nothing, and its connections stand.</summary>
    public Task SignalAsync(string signal) => Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExitAsync();

    /// <summary>kill -9.</summary>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void KillAtExit(object? sender, EventArgs e) => process.Kill();

    private void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
