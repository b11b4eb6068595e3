using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InfoCenter.Streams;

[Collection(nameof(CenterHost))]
public sealed class SessionStreamTests(CenterHost fixture)
{
    private const string Path = "/api/sessions/stream";

    [Fact]
    public async Task Every_change_of_a_session_is_told_under_a_version_that_rises()
    {
        var (robot, session) = (Center.NewId("r"), Center.NewId("会话 "));
        using var stream = await OpenedAsync($"?robotId={robot}");

        await fixture.Host.ReportAsync(session, "1", ("robotId", robot));
        var created = await stream.ExpectAsync("session");
        await fixture.Host.ReportAsync(session, "2", ("robotId", robot));
        var grown = await stream.ExpectAsync("session");
        var last = (await fixture.Host.PutAsync($"{Center.Sessions}/{Uri.EscapeDataString(session)}", new { status = "closed", tags = new[] { "a" } })).Data();
        var closed = await stream.ExpectAsync("session");

        Assert.Equal([$"{session}:1", $"{session}:2", $"{session}:3"], new[] { created, grown, closed }.Select(told => told.Id));
        Assert.Equal(["1", "2", "2"], new[] { created, grown, closed }.Select(told => told.Data.Text("messageCount")));
        Assert.Equal(last.GetRawText(), closed.Data.GetRawText());
        using var resumed = await EventStreamReader.OpenAsync(fixture.Host, $"{Path}?robotId={robot}&lastEventId={Uri.EscapeDataString(created.Id!)}");
        Assert.Equal((grown.Id, closed.Id), ((await resumed.ExpectAsync("session")).Id, (await resumed.ExpectAsync("session")).Id));
    }

    [Fact]
    public async Task The_sessions_robot_is_what_counts()
    {
        var (robot, other, session) = (Center.NewId("r"), Center.NewId("r"), Center.NewId("s"));
        using var stream = await OpenedAsync($"?robotId={robot}");
        await fixture.Host.ReportAsync(session, "1", ("robotId", robot));
        await fixture.Host.ReportAsync(Center.NewId("s"), "x", ("robotId", other));
        await fixture.Host.ReportAsync(session, "2", ("robotId", other));

        Assert.Equal(($"{session}:1", $"{session}:2"), ((await stream.ExpectAsync("session")).Id, (await stream.ExpectAsync("session")).Id));
    }

    [Fact]
    public async Task Sessions_and_messages_of_one_name_are_not_mixed_up()
    {
        var robot = Center.NewId("r");
        var first = await fixture.Host.ReportAsync(Center.NewId("s"), "1", ("robotId", robot));
        var session = first.Text("id");
        await fixture.Host.ReportAsync(session, "2", ("robotId", robot));
        await fixture.Host.ReportAsync(session, "3", ("robotId", robot));

        using var stream = await EventStreamReader.OpenAsync(fixture.Host, $"{Path}?robotId={robot}", $"{session}:1");

        Assert.Equal($"{session}:2", (await stream.ExpectAsync("session")).Id);
    }

    [Fact]
    public async Task A_message_id_is_no_event_of_this_stream()
    {
        var message = await fixture.Host.ReportAsync(Center.NewId("s"));
        using var stream = await EventStreamReader.OpenAsync(fixture.Host, Path, message.Text("id"));

        Assert.Equal("retry: 3000", await stream.NextBlockAsync());
        Assert.StartsWith("event: reset\n", await stream.NextBlockAsync(), StringComparison.Ordinal);
    }

    private async Task<EventStreamReader> OpenedAsync(string query)
    {
        var stream = await EventStreamReader.OpenAsync(fixture.Host, Path + query);
        Assert.Equal("retry: 3000", await stream.NextBlockAsync());
        return stream;
    }
}
