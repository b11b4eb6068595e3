using System.Text.Json.Nodes;

namespace Parley.Platform.Tests.Components;

/// <summary>What <c>dapr run -f dapr.yaml</c> is told.</summary>
public sealed class RunFileTests
{
    private static JsonNode App => Assert.Single(Yaml.Document(Repository.Text("dapr.yaml"))["apps"]!.AsArray())!;

    [Fact]
    public void The_run_file_names_the_app_and_files_that_there_are()
    {
        Assert.Equal(1, Yaml.Document(Repository.Text("dapr.yaml"))["version"]!.GetValue<long>());
        Assert.Equal("parley", App["appID"]!.GetValue<string>());
        Assert.All(App["resourcesPaths"]!.AsArray(), path => Assert.True(Directory.Exists(Repository.PathOf(path!.GetValue<string>()))));
        Assert.True(File.Exists(Repository.PathOf(App["configFilePath"]!.GetValue<string>())));
        Assert.True(Directory.Exists(Repository.PathOf("src", "Api")));
        Assert.Equal(
            ["dotnet", "run", "--project", "src/Api", "-c", "Release"], App["command"]!.AsArray().Select(word => word!.GetValue<string>()));
    }

    [Fact]
    public void The_sidecar_calls_a_port_that_clients_do_not_come_to_and_watches_it()
    {
        var clients = new Uri(App["env"]!["ASPNETCORE_URLS"]!.GetValue<string>());

        Assert.NotEqual(clients.Port, App["appPort"]!.GetValue<long>());
        Assert.Equal("127.0.0.1", App["apiListenAddresses"]!.GetValue<string>());
        Assert.Equal("http", App["appProtocol"]!.GetValue<string>());
        Assert.True(App["enableAppHealthCheck"]!.GetValue<bool>());
        Assert.Equal("/healthz", App["appHealthCheckPath"]!.GetValue<string>());
    }

    [Fact]
    public void The_folder_of_the_databases_is_there_for_a_sidecar_that_makes_none()
    {
        var databases = Directory.EnumerateFiles(Repository.PathOf("components"), "*.yaml").SelectMany(file => Yaml.Documents(File.ReadAllText(file)))
            .SelectMany(document => document["spec"]!["metadata"] as JsonArray ?? [])
            .Where(item => item!["name"]!.GetValue<string>() == "connectionString")
            .Select(item => item!["value"]!.GetValue<string>())
            .ToList();

        Assert.Equal(2, databases.Count);
        Assert.All(databases, database => Assert.True(
            File.Exists(Repository.PathOf(Path.GetDirectoryName(database)!, ".gitkeep")), $"The folder of {database} is not in a clone."));
    }

    [SkippableFact]
    public async Task Make_dapr_without_the_command_line_says_where_to_get_it()
    {
        Skip.If(Programs.OnPath("dapr"), "dapr is on the PATH, so make dapr would start it.");

        var (exitCode, output) = await Programs.RunAsync("make", "dapr");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("The Dapr CLI is missing. See https://docs.dapr.io/getting-started/install-dapr-cli/", output, StringComparison.Ordinal);
    }
}
