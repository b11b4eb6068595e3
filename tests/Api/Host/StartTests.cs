using System.Text.RegularExpressions;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.Host;

public sealed class StartTests
{
    [Fact]
    [Trait("Dapr", "embedded")]
    public async Task The_banner_says_where_it_listens_on_what_it_runs_and_how_to_try_it()
    {
        await using var host = await ParleyHost.StartAsync();

        Assert.Contains("Dapr runs embedded in this process", host.Output, StringComparison.Ordinal);
        Assert.Contains("state.sqlite", host.Output, StringComparison.Ordinal);
        Assert.Contains($"Parley listens on http://127.0.0.1:{host.Address.Port}", host.Output, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => Task.FromResult(host.Output.Contains("Try: curl", StringComparison.Ordinal)), "it says how to try it", evidence: () => host.Output);
        var line = host.Output.Split('\n').Single(line => line.StartsWith("Try: ", StringComparison.Ordinal))["Try: ".Length..];
        Assert.Contains("\"from_user_id\":\"default_user\"", await Shell.RunAsync(line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_set_means_port_8080_on_loopback()
    {
        try
        {
            await using var host = await ParleyHost.StartAsync(("urls", ""));

            Assert.Equal("http://127.0.0.1:8080/", host.Address.ToString());
        }
        catch (InvalidOperationException taken)
        {
            // Somebody else listens there; then it says so.
            Assert.Contains("127.0.0.1:8080", taken.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_addresses_are_both_listened_on()
    {
        await using var host = await ParleyHost.StartAsync(("urls", "http://127.0.0.1:0;http://127.0.0.1:0"));

        var addresses = Regex.Matches(host.Output, "Parley listens on (http://127\\.0\\.0\\.1:[0-9]+)").Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.Equal(2, addresses.Count);
        foreach (var address in addresses)
        {
            Assert.Contains("ok", await host.Client.GetStringAsync(new Uri(address + "/livez")), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Dapr", "embedded")]
    public async Task A_second_process_on_the_same_folder_says_who_holds_the_store_and_exits_1()
    {
        await using var host = await ParleyHost.StartAsync();

        await ExpectRefusalAsync(host, $"process {host.ProcessId} on ", "One process owns a store");

        Assert.Equal(200, (await host.GetAsync("/readyz")).Status);
    }

    [Fact]
    [Trait("Dapr", "embedded")]
    public async Task A_misspelt_component_item_is_named_and_the_process_exits_1()
    {
        await using var host = await ParleyHost.StartAsync();
        await host.StopAsync();
        var file = Path.Combine(host.Folder, "components", "statestore.yaml");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace("connectionString", "conectionString", StringComparison.Ordinal));

        await ExpectRefusalAsync(host, "statestore.yaml", "has the item 'conectionString', which state.sqlite does not know. Known are:", "connectionString");

        await File.WriteAllTextAsync(file, text);
        await host.StartAgainAsync();
    }

    [Fact]
    public async Task A_sidecar_port_that_is_none_is_refused_in_words_and_the_process_exits_1()
    {
        await using var host = ParleyHost.Prepare(("DAPR_HTTP_PORT", "http"));

        await ExpectRefusalAsync(host, "DAPR_HTTP_PORT is 'http'; it must be a port number.");
    }

    private static async Task ExpectRefusalAsync(ParleyHost host, params string[] parts)
    {
        using var second = host.Launch();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await second.WaitForExitAsync(deadline.Token);
        Assert.Equal(1, second.ExitCode);
        Assert.All(parts, part => Assert.Contains(part, host.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
    }
}
