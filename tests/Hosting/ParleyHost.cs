using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Parley.Hosting.Sidecars;

namespace Parley.Hosting;

/// <summary>The service as a process of its own, with a folder of its own, on a free port. It can be killed and started again.</summary>
public sealed class ParleyHost : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> settings;
    private readonly string[] arguments;
    private readonly StringBuilder output = new();
    private Process? process;
    private bool besideSidecar;

    private ParleyHost(
        Dictionary<string, string> settings, string program, string[] arguments, Func<string, string, ISidecar?>? sidecar = null)
    {
        this.settings = settings;
        this.arguments = arguments;
        Program = program;
        Folder = Directory.CreateTempSubdirectory("parley-").FullName;
        Components = settings.GetValueOrDefault("Dapr__ResourcesPath", Path.Combine(Folder, "components"));
        Sidecar = sidecar?.Invoke(Folder, Components);
        Client = new HttpClient(new ServiceHandler()) { Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>How services run that do not say.</summary>
    public static DaprMode DefaultMode { get; } =
        Enum.Parse<DaprMode>(Environment.GetEnvironmentVariable("PARLEY_BESIDE") is { Length: > 0 } mode ? mode : nameof(DaprMode.Embedded));

    public HttpClient Client { get; }

    /// <summary>What it runs beside; null when its runtime is embedded.</summary>
    public ISidecar? Sidecar { get; }

    public string Folder { get; }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public int ProcessId => process?.Id ?? 0;

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

    private string Components { get; }

    private string Program { get; }

    /// <param name="settings">Settings as the environment gives them, such as <c>Ai__Timeout</c>.</param>
    public static Task<ParleyHost> StartAsync(params (string Name, string Value)[] settings) => StartAsync(DefaultMode, settings);

    public static async Task<ParleyHost> StartAsync(DaprMode mode, params (string Name, string Value)[] settings)
    {
        var host = Prepare(mode, settings);
        await host.StartAgainAsync();
        return host;
    }

    /// <summary>A service that is not started yet.</summary>
    public static ParleyHost Prepare(params (string Name, string Value)[] settings) => Prepare(DefaultMode, settings);

    public static ParleyHost Prepare(DaprMode mode, params (string Name, string Value)[] settings) => Prepare(
        (folder, components) => mode switch
        {
            DaprMode.StandIn => new StandIn(components),
            DaprMode.Daprd => new Daprd(folder, components) { Environment = settings.ToDictionary(setting => setting.Name, setting => setting.Value) },
            _ => null,
        },
        settings);

    /// <summary>A service with a sidecar that is made for its folder and that of its components.</summary>
    public static ParleyHost Prepare(Func<string, string, ISidecar?> sidecar, params (string Name, string Value)[] settings) =>
        new(settings.ToDictionary(setting => setting.Name, setting => setting.Value), PathOf("Api", "Parley.Api.dll"), [], sidecar);

    /// <summary>Starts another program of this build that announces itself as the service does.</summary>
    public static async Task<ParleyHost> StartAsync(
        string project, string file, string[] arguments, params (string Name, string Value)[] settings)
    {
        var host = new ParleyHost(settings.ToDictionary(setting => setting.Name, setting => setting.Value), PathOf(project, file), arguments);
        await host.StartAgainAsync();
        return host;
    }

    /// <summary>Starts the process, without waiting until it is ready.</summary>
    public Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments, "--urls", settings.GetValueOrDefault("urls", "http://127.0.0.1:0")])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        WriteComponents();
        start.Environment["Dapr__ResourcesPath"] = Components;
        foreach (var (name, value) in (Sidecar?.Announcement ?? []).Concat(settings.Select(setting => (setting.Key, setting.Value))))
        {
            start.Environment[name] = value;
        }

        var launched = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        launched.OutputDataReceived += (_, line) => Keep(line.Data);
        launched.ErrorDataReceived += (_, line) => Keep(line.Data);
        launched.BeginOutputReadLine();
        launched.BeginErrorReadLine();
        return launched;
    }

    public async Task StartAgainAsync()
    {
        lock (output)
        {
            output.Clear();
        }

        if (Sidecar is not null && !besideSidecar)
        {
            WriteComponents();
            await Sidecar.StartAsync();
            besideSidecar = true;
        }

        process = Launch();
        await Eventually.TrueAsync(
            () => Task.FromResult(process.HasExited || FindAddress() is not null), "the service prints its address", StartDeadline, () => Output);
        Address = FindAddress() ?? throw new InvalidOperationException($"The service ended with {process.ExitCode}:\n{Output}");
        await Eventually.TrueAsync(IsReadyAsync, "the service is ready", StartDeadline, () => Output + Sidecar?.Output);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; throws when it does not end well.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process!.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(deadline.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The service ended with {process.ExitCode}:\n{Output}");
        }
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    public Uri At(string path) => new(Address, path);

    public async Task<JsonElement> PostMessageAsync(string sessionId, string content)
    {
        using var response = await Client.PostAsJsonAsync(At("/api/message/send"), new { session_id = sessionId, content });
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<JsonElement> ListMessagesAsync(string sessionId, int page = 1, int pageSize = 100) =>
        Client.GetFromJsonAsync<JsonElement>(At($"/api/message/list?session_id={Uri.EscapeDataString(sessionId)}&page={page}&page_size={pageSize}"));

    public Task<JsonElement> ListRecordsAsync(string sessionId, int page = 1, int pageSize = 100) =>
        Client.GetFromJsonAsync<JsonElement>(At($"/api/ai/records?session_id={Uri.EscapeDataString(sessionId)}&page={page}&page_size={pageSize}"));

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }

        process?.Dispose();
        if (Sidecar is not null)
        {
            await Sidecar.DisposeAsync();
        }

        Client.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A program of this build, beside the tests that run it.</summary>
    public static string PathOf(string project, string file) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), file));

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Parley.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }

    // Relative paths are the service's own; a stand-in runs elsewhere.
    private void WriteComponents()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "data"));
        if (Directory.Exists(Components))
        {
            return;
        }

        Directory.CreateDirectory(Components);
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryRoot(), "components"), "*.yaml"))
        {
            var text = File.ReadAllText(file).Replace("\"data/", $"\"{Folder}/data/", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(Components, Path.GetFileName(file)), text);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        if (process!.HasExited)
        {
            throw new InvalidOperationException($"The service ended with {process.ExitCode}:\n{Output}");
        }

        try
        {
            using var response = await Client.GetAsync(At("/readyz"));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Uri? FindAddress()
    {
        const string marker = "Parley listens on ";
        var line = Output.Split('\n').FirstOrDefault(line => line.StartsWith(marker, StringComparison.Ordinal));
        return line is null ? null : new Uri(line[marker.Length..].Trim());
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }
}
