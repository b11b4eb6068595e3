using Dapr.Embedded.State;

namespace Parley.Dapr.Tests.State;

public sealed class TurnQueueTests
{
    private readonly TurnQueue queue = new();

    [Fact]
    public void A_queue_takes_8192_turns_and_refuses_the_next_until_some_are_taken()
    {
        for (var number = 0; number < 8192; number++)
        {
            Assert.Null(queue.Add(Turn(1)));
        }

        Assert.Contains("overloaded", queue.Add(Turn(1))!.Message, StringComparison.Ordinal);
        Assert.True(queue.Take([]));
        Assert.Null(queue.Add(Turn(1)));
    }

    [Fact]
    public void A_queue_takes_64_MiB_of_values_and_refuses_more()
    {
        for (var number = 0; number < 64; number++)
        {
            Assert.Null(queue.Add(Turn(1 << 20)));
        }

        Assert.Contains("overloaded", queue.Add(Turn(1))!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_turn_that_is_larger_than_the_queue_is_taken_when_nothing_else_waits() => Assert.Null(queue.Add(Turn(65 << 20)));

    [Fact]
    public void A_group_has_the_256_turns_that_wait_longest()
    {
        var turns = Enumerable.Range(0, 300).Select(_ => Turn(1)).ToList();
        turns.ForEach(turn => queue.Add(turn));

        var group = new List<Turn>();
        queue.Take(group);

        Assert.Equal(turns.Take(256), group);
    }

    [Fact]
    public void A_closed_queue_gives_what_waits_and_then_ends()
    {
        queue.Add(Turn(1));
        queue.Close();

        Assert.True(queue.Take([]));
        Assert.False(queue.Take([]));
        Assert.Contains("closed", queue.Add(Turn(1))!.Message, StringComparison.Ordinal);
    }

    private static Turn Turn(int bytes) => new([new StateWrite("key", new byte[bytes])], 0);
}
