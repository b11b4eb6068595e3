using Dapr.Actors;
using Xunit;

namespace Parley.Conformance.Actors;

public abstract class Reminders(Platform platform) : ActorSuite(platform)
{
    [SkippableFact]
    public async Task A_reminder_without_a_period_fires_once()
    {
        await Alarm("a").Set("once", "tea", TimeSpan.Zero, Once);
        await Alarm("b").Set("pulse", "x", TimeSpan.Zero, Soon);
        await Deadline.Until(() => Stage.Count("b pulse x") >= 10, "time passes for the first reminder to fire again");

        Assert.Equal(1, Stage.Count("a once tea"));
    }

    [SkippableFact]
    public async Task A_reminder_with_a_period_fires_again_and_again()
    {
        await Alarm("a").Set("pulse", "x", Soon, Soon);

        await Deadline.Until(() => Stage.Count("a pulse x") >= 5, "the reminder fires five times");
    }

    [SkippableFact]
    public async Task A_reminder_of_the_same_name_takes_the_place_of_the_first()
    {
        await Alarm("a").Set("call", "first", TimeSpan.FromHours(1), Once);
        await Alarm("a").Set("call", "second", Soon, Once);

        await Deadline.Until(() => Stage.Count("a call second") == 1, "the second reminder fires");
        Assert.Equal(0, Stage.Count("a call first"));
    }

    [SkippableFact]
    public async Task A_reminder_that_was_removed_fires_no_more()
    {
        await Alarm("a").Set("pulse", "x", Soon, Soon);
        await Deadline.Until(() => Stage.Count("a pulse x") >= 1, "the reminder fires");
        await Alarm("a").Clear("pulse");
        var fired = Stage.Count("a pulse x");

        await Alarm("b").Set("pulse", "x", Soon, Soon);
        await Deadline.Until(() => Stage.Count("b pulse x") >= 10, "time passes for the first reminder to fire again");
        Assert.InRange(Stage.Count("a pulse x"), fired, fired + 1);
    }

    [SkippableFact]
    public async Task Removing_a_reminder_that_is_not_there_is_no_error() => await Alarm("a").Clear("nothing");

    [SkippableFact]
    public async Task A_reminder_whose_actor_throws_comes_again()
    {
        Stage.Failures = 1;

        await Alarm("a").Set("once", "tea", TimeSpan.Zero, Once);

        await Deadline.Until(() => Stage.Count("a once tea") == 2, "the reminder comes again after its failure");
    }

    [SkippableFact]
    public async Task Firings_of_one_reminder_do_not_pile_up()
    {
        await Alarm("a").Set("held", "x", TimeSpan.Zero, Soon);
        await Deadline.Until(() => Stage.Count("a held x") == 1, "the reminder fires");
        await Alarm("b").Set("pulse", "x", TimeSpan.Zero, Soon);
        await Deadline.Until(() => Stage.Count("b pulse x") >= 10, "time passes for ten firings");

        var cleared = Alarm("a").Clear("held");
        Stage.Open("held");
        await cleared;
        Assert.InRange(Stage.Count("a held x"), 1, 2);
    }

    [SkippableFact]
    public async Task A_negative_due_time_is_refused() =>
        await Assert.ThrowsAsync<ActorMethodInvocationException>(() =>
            Alarm("a").Set("past", "x", TimeSpan.FromSeconds(-1), Once));

    private static TimeSpan Once => Timeout.InfiniteTimeSpan;

    private static TimeSpan Soon => TimeSpan.FromMilliseconds(20);
}
