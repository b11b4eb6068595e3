using System.Reflection;
using Dapr.Actors.Runtime;
using Dapr.Client;
using Dapr.Workflow;
using Xunit;

namespace Parley.Surface.Tests;

public sealed class NotationTests
{
    private const string Published =
        """
        abstract class Parley.Surface.Tests.Sample<TItem> : System.IServiceProvider where TItem : class, new()
          ctor protected Sample(TItem? item, System.TimeSpan? wait = null, System.Threading.CancellationToken stop = default)
          prop public TItem Item { get; protected set; }
          prop protected System.Threading.CancellationToken Stop { get; }
          prop public System.TimeSpan? Wait { get; set; }
          method public object GetService(System.Type serviceType)
          method public abstract System.Threading.Tasks.Task<(TItem, string)> FindAsync<TKey>(System.Collections.Generic.IReadOnlyList<TKey>? keys, System.DayOfWeek day = System.DayOfWeek.Friday)
        """;

    [Fact]
    public void A_type_that_is_published_matches_whatever_its_annotations() =>
        Assert.Empty(Surface.Parse(Published).Mismatches(typeof(Sample<>)));

    [Theory]
    [InlineData("abstract class", "sealed class")]
    [InlineData(": System.IServiceProvider", ": System.IAsyncDisposable")]
    [InlineData("class, new()", "class")]
    [InlineData("System.TimeSpan? wait", "System.TimeSpan wait")]
    [InlineData("CancellationToken stop", "CancellationToken? stop")]
    [InlineData("TItem? item", "TItem? thing")]
    [InlineData("wait = null", "wait = default")]
    [InlineData("DayOfWeek.Friday", "DayOfWeek.Monday")]
    [InlineData("protected set", "set")]
    [InlineData("object GetService", "virtual object GetService")]
    [InlineData("abstract System.Threading.Tasks.Task<(TItem, string)>", "abstract System.Threading.Tasks.Task<TItem>")]
    [InlineData("FindAsync<TKey>", "FindAsync<TItem>")]
    public void A_difference_is_a_mismatch(string published, string other) =>
        Assert.Single(Surface.Parse(Published.Replace(published, other, StringComparison.Ordinal)).Mismatches(typeof(Sample<>)));

    [Fact]
    public void A_mismatch_names_ours_and_what_is_published_under_that_name()
    {
        var mismatch = Surface.Parse(Published.Replace("object GetService", "string GetService", StringComparison.Ordinal)).Mismatches(typeof(Sample<>)).Single();

        Assert.Equal("Parley.Surface.Tests.Sample<TItem>: method public object GetService(System.Type serviceType)\n    published: method public string GetService(System.Type serviceType)", mismatch);
    }

    [Fact]
    public void Types_that_nobody_publishes_are_mismatches() =>
        Assert.Contains("no such type", Surface.Parse(Published).Mismatches(typeof(NotationTests)).First(), StringComparison.Ordinal);

    [Fact]
    public void References_are_seen_through_generic_types_and_accessors()
    {
        using var references = new References(Assembly.GetExecutingAssembly(), typeof(DaprClient).Assembly);

        Assert.Null(new ActorRuntimeOptions().ActorIdleTimeout);
        Assert.Contains(typeof(DaprClient), references.Types());
        Assert.Contains(typeof(Workflow<,>).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic).Single(), references.Members());
        Assert.Contains(typeof(ActorRuntimeOptions).GetProperty("ActorIdleTimeout"), references.Members());
    }

    private sealed class Doubling : Workflow<int, int>
    {
        public override Task<int> RunAsync(WorkflowContext context, int input) => Task.FromResult(2 * input);
    }
}
