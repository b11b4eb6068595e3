namespace Parley.Platform.Tests.Builds;

/// <summary>The switch that takes the official packages instead of our own parts of them.</summary>
public sealed class OfficialPackagesTests
{
    [Fact]
    public async Task The_switch_builds_the_service_or_says_in_one_sentence_which_packages_the_feed_lacks()
    {
        var (exitCode, output) = await Programs.RunAsync(
            "dotnet", "build", "src/Api", "-p:OfficialPackages=true", "-nodeReuse:false", "-tl:off");

        var errors = output.Split('\n').Where(line => line.Contains(": error", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct().ToList();
        Assert.True(exitCode == 0 ? errors.Count == 0 : errors.Count == 1, output);
        Assert.All(errors, error => Assert.Matches(
            @"error : OfficialPackages=true needs packages that the NuGet feeds configured here do not supply "
            + @"\(((Dapr\.AspNetCore|Dapr\.Actors\.AspNetCore|Dapr\.Workflow|Carter|Microsoft\.Extensions\.AI)(, )?)+\); build without it ",
            error));
    }

    [Theory]
    [InlineData("Carter", "[10.0.0]")]
    [InlineData("Dapr.Actors.AspNetCore", "[1.18.5]")]
    [InlineData("Dapr.AspNetCore", "[1.18.5]")]
    [InlineData("Dapr.Workflow", "[1.18.5]")]
    [InlineData("Microsoft.Extensions.AI", "[10.11.0]")]
    public void Each_package_of_the_switch_is_pinned(string package, string version) =>
        Assert.Contains(
            $"""<PackageVersion Include="{package}" Version="{version}" />""", Repository.Text("Directory.Packages.props"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Api", "Carter")]
    [InlineData("Sessions", "Dapr")]
    public void The_switch_drops_our_own_part(string project, string part) =>
        Assert.Contains(
            $"""<ProjectReference Include="../{part}/{part}.csproj" Condition="'$(OfficialPackages)' != 'true'" />""",
            Repository.Text("src", project, $"{project}.csproj"),
            StringComparison.Ordinal);
}
