using System.Reflection;
using Carter;
using Dapr.Client;
using Xunit;

namespace Parley.Surface.Tests;

public sealed class SurfaceTests
{
    private static readonly Assembly Dapr = typeof(DaprClient).Assembly;
    private static readonly Assembly Carter = typeof(ICarterModule).Assembly;

    [Fact]
    public void Every_public_member_of_our_Dapr_is_one_of_the_official_SDK() =>
        AssertNone(Surface.Read("sdk-surface.txt").Mismatches(Dapr));

    [Fact]
    public void Every_public_member_of_our_Carter_is_one_of_Carter_10() =>
        AssertNone(Surface.Read("carter-surface.txt").Mismatches(Carter));

    [Theory]
    [InlineData("Parley.Sessions")]
    [InlineData("Parley.Workflows")]
    [InlineData("Parley.Api")]
    public void What_the_application_refers_to_is_there_in_the_official_packages(string assembly)
    {
        AssertNone(ReferenceMismatches(Assembly.Load(assembly), Dapr, Surface.Read("sdk-surface.txt")));
        AssertNone(ReferenceMismatches(Assembly.Load(assembly), Carter, Surface.Read("carter-surface.txt")));
    }

    private static IEnumerable<string> ReferenceMismatches(Assembly source, Assembly target, Surface surface)
    {
        using var references = new References(source, target);
        return
        [
            .. references.Types().SelectMany(surface.TypeMismatches),
            .. references.Members().Where(MemberNotation.IsListed).SelectMany(surface.Mismatches),
        ];
    }

    private static void AssertNone(IEnumerable<string> mismatches)
    {
        var distinct = mismatches.Distinct().ToList();
        Assert.True(distinct.Count == 0, $"{distinct.Count} mismatches:\n{string.Join('\n', distinct)}");
    }
}
