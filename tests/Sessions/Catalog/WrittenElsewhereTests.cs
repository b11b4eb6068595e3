using Parley.Conformance.Workflows;
using Parley.Sessions.Catalog;

namespace Parley.Sessions.Tests.Catalog;

public sealed class WrittenElsewhereTests
{
    private readonly ManualTime time = new();
    private readonly WrittenElsewhere elsewhere;

    public WrittenElsewhereTests() => elsewhere = new WrittenElsewhere(time);

    [Fact]
    public void What_was_written_to_other_replicas_is_told_once()
    {
        elsewhere.Note("a");
        elsewhere.Note("客户");
        elsewhere.Note("a");

        Assert.Equal(["a", "客户"], elsewhere.Take().Order(StringComparer.Ordinal));
        Assert.Empty(elsewhere.Take());
    }

    [Fact]
    public void Sessions_of_this_replica_are_left_out_as_long_as_they_are_here()
    {
        elsewhere.Enter(ActorKey.Of("客户"));
        elsewhere.Note("客户");
        Assert.Empty(elsewhere.Take());

        elsewhere.Leave(ActorKey.Of("客户"));
        elsewhere.Note("客户");
        Assert.Equal(["客户"], elsewhere.Take());
    }

    [Fact]
    public void What_was_written_long_ago_is_forgotten()
    {
        elsewhere.Note("old");
        time.Advance(TimeSpan.FromSeconds(11));
        elsewhere.Note("new");

        Assert.Equal(["new"], elsewhere.Take());
    }
}
