using System.Diagnostics;
using System.Text.Json.Nodes;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.Host;

public sealed class OfficialStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-official-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_build_with_the_official_packages_and_no_sidecar_says_what_to_do_and_exits_1()
    {
        var program = ParleyHost.PathOf("Api", "Parley.Api.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", await OfficialConfigurationAsync(program), program, "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        };

        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("start it with 'dapr run -f dapr.yaml', or build without OfficialPackages", errors, StringComparison.Ordinal);
    }

    // What the switch writes beside the program, and nothing else of it.
    private async Task<string> OfficialConfigurationAsync(string program)
    {
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(program, "runtimeconfig.json")))!;
        configuration["runtimeOptions"]!["configProperties"]!["Parley.OfficialPackages"] = true;
        var file = Path.Combine(folder, "official.runtimeconfig.json");
        await File.WriteAllTextAsync(file, configuration.ToJsonString());
        return file;
    }
}
