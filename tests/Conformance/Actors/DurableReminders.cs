using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Parley.Conformance.Actors;

public abstract class DurableReminders(Platform platform) : ActorSuite(platform)
{
    [SkippableFact]
    public async Task A_reminder_outlives_a_restart()
    {
        SkipUnlessDurable();
        await Alarm("a").Set("later", "tea", TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        await RestartAsync();

        await Deadline.Until(() => Stage.Count("a later tea") == 1, "the reminder fires after the restart");
    }

    [SkippableFact]
    public async Task A_reminder_that_has_fired_once_is_gone_after_a_restart()
    {
        SkipUnlessDurable();
        await Alarm("a").Set("once", "tea", TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await Deadline.Until(() => Stage.Count("a once tea") == 1, "the reminder fires");

        await RestartAsync();

        await Deadline.Until(IsHealthy, "the application is healthy");
        Assert.Equal(1, Stage.Count("a once tea"));
    }

    [SkippableFact]
    public async Task A_reminder_that_was_removed_is_gone_after_a_restart()
    {
        SkipUnlessDurable();
        await Alarm("a").Set("later", "tea", TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        await Alarm("a").Clear("later");
        await Alarm("b").Set("later", "tea", TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        await RestartAsync();

        await Deadline.Until(() => Stage.Count("b later tea") == 1, "the reminder that was kept fires");
        Assert.Equal(0, Stage.Count("a later tea"));
    }

    [SkippableFact]
    public async Task Reminders_that_came_due_while_nothing_ran_fire_before_the_application_is_healthy()
    {
        SkipUnlessDurable();
        Skip.IfNot(Platform.Embedded, "A sidecar fires reminders in its own time.");
        Stage.Failures = 1;
        await Alarm("a").Set("held", "x", TimeSpan.Zero, TimeSpan.FromHours(1));
        await Deadline.Until(() => Stage.Count("a held x") == 1, "the reminder fires and fails");

        await RestartAsync();

        await Deadline.Until(() => Stage.Count("a held x") == 2, "the overdue reminder fires at start");
        Assert.False(await IsHealthy());
        Stage.Open("held");
        await Deadline.Until(IsHealthy, "the application is healthy once the reminder has been received");
    }

    [SkippableFact]
    public async Task An_overdue_reminder_that_throws_does_not_keep_the_application_unhealthy()
    {
        SkipUnlessDurable();
        Stage.Failures = int.MaxValue;
        await Alarm("a").Set("call", "x", TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await Deadline.Until(() => Stage.Count("a call x") == 1, "the reminder fires and fails");

        await RestartAsync();

        await Deadline.Until(IsHealthy, "the application is healthy");
        Assert.InRange(Stage.Count("a call x"), 2, int.MaxValue);
    }

    private async Task RestartAsync()
    {
        await Platform.StopAsync(App);
        App = await StartAsync();
    }

    private async Task<bool> IsHealthy() =>
        (await App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status == HealthStatus.Healthy;

    private void SkipUnlessDurable() => Skip.IfNot(Platform.Durable, "This platform keeps nothing over a restart.");
}
