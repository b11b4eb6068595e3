namespace Parley.Platform.Tests.Charts;

/// <summary>The same chart through Helm itself, where there is one.</summary>
public sealed class HelmTests
{
    public static TheoryData<string> Stores => [.. Chart.Stores];

    [SkippableTheory]
    [MemberData(nameof(Stores))]
    public async Task Helm_finds_nothing_wrong_and_renders_every_store(string store)
    {
        Skip.IfNot(Programs.OnPath("helm"), "helm is not on the PATH; the chart was rendered by the tests' own renderer only.");
        string[] values =
        [
            "--set", $"store={store}", "--set", "secrets.apiToken=a", "--set", "secrets.appToken=b",
            "--set", "secrets.redisHost=redis.example:6379", "--set", "secrets.postgres=host=db.example",
        ];

        var lint = await Programs.RunAsync("helm", ["lint", "--strict", Chart.Folder, .. values]);
        var template = await Programs.RunAsync("helm", ["template", "demo", Chart.Folder, .. values]);

        Assert.True(lint.ExitCode == 0, lint.Output);
        Assert.True(template.ExitCode == 0, template.Output);
        Assert.Contains($"templates/components/{store}/statestore.yaml", template.Output, StringComparison.Ordinal);
    }
}
