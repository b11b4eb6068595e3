using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InfoCenter.Streams;

[Collection(nameof(CenterHost))]
public sealed class MessageStreamTests(CenterHost fixture)
{
    private const string Path = "/api/messages/stream";

    [Fact]
    public async Task A_stream_begins_with_retry_and_tells_a_message_as_it_is_read()
    {
        var robot = Center.NewId("r");
        using var stream = await EventStreamReader.OpenAsync(fixture.Host, $"{Path}?robotId={robot}");
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", stream.Response.Headers.CacheControl!.ToString());
        Assert.Empty(stream.Response.Content.Headers.ContentEncoding);
        Assert.Equal("retry: 3000", await stream.NextBlockAsync());

        var message = await fixture.Host.ReportAsync(Center.NewId("s"), "多行\n文本 😀", ("robotId", robot));

        Assert.Equal($"event: message\nid: {message.Text("id")}\ndata: {message.GetRawText()}", await NextAsync(stream));
    }

    [Fact]
    public async Task Every_change_of_a_message_is_told_under_its_version()
    {
        var robot = Center.NewId("r");
        var message = await fixture.Host.ReportAsync(Center.NewId("s"), "hi", ("robotId", robot));
        var (id, path) = (message.Text("id"), $"{Center.Messages}/{message.Text("id")}");
        using var stream = await EventStreamReader.OpenAsync(fixture.Host, $"{Path}?robotId={robot}", id);

        await fixture.Host.PutAsync(path, new { aiResponse = "您好" });
        var replied = await stream.ExpectAsync("message");
        await fixture.Host.PutAsync(path, new { satisfactionScore = 5 });
        var scored = await stream.ExpectAsync("message");
        var last = (await fixture.Host.PutAsync(path, new { humanIntervened = true })).Data();
        var intervened = await stream.ExpectAsync("message");

        Assert.Equal([$"{id}:2", $"{id}:3", $"{id}:4"], new[] { replied, scored, intervened }.Select(told => told.Id));
        Assert.Equal("您好", replied.Data.Text("aiResponse"));
        Assert.Equal("5", scored.Data.Text("satisfactionScore"));
        Assert.Equal(last.GetRawText(), intervened.Data.GetRawText());
    }

    [Fact]
    public async Task A_stream_tells_what_its_filters_admit()
    {
        var (robot, other) = (Center.NewId("r"), Center.NewId("r"));
        var (session, im) = (Center.NewId("s"), Center.NewId("s"));
        using var ofRobot = await OpenedAsync($"?robotId={robot}");
        using var ofSession = await OpenedAsync($"?sessionId={session}");
        using var ofBoth = await OpenedAsync($"?robotId={robot}&sessionId={session}&channel=info-center");
        using var ofChannel = await OpenedAsync($"?channel=im&sessionId={im}");
        using var ofWrongChannel = await OpenedAsync($"?channel=chat&sessionId={im}");

        await fixture.Host.ReportAsync(session, "1", ("robotId", robot));
        await fixture.Host.ReportAsync(session, "2", ("robotId", other));
        await fixture.Host.ReportAsync(Center.NewId("s"), "3", ("robotId", robot));
        await fixture.Host.PostMessageAsync(im, "4");
        var end = await fixture.Host.ReportAsync(im, "5", ("robotId", robot));

        Assert.Equal("im", end.Text("channel"));
        await ExpectAsync(ofRobot, "1", "3", "5");
        await ExpectAsync(ofSession, "1", "2");
        await ExpectAsync(ofBoth, "1");
        await ExpectAsync(ofChannel, "4", "5");
        await ExpectAsync(ofWrongChannel);
        (await fixture.Host.GetAsync($"{Path}?channel=fax")).Fails(400, "Invalid value for channel: must be one of auto-session, im, info-center, agent, chat");

        async Task ExpectAsync(EventStreamReader stream, params string[] contents)
        {
            foreach (var content in contents)
            {
                Assert.Equal(content, (await stream.ExpectAsync("message")).Data.Text("content"));
            }
        }
    }

    [Fact]
    public async Task A_heartbeat_has_no_id()
    {
        using var stream = await OpenedAsync($"?robotId={Center.NewId("r")}");

        var block = await stream.NextBlockAsync();

        Assert.Matches("""^event: heartbeat\ndata: \{"type":"heartbeat","timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","heartbeatId":"heartbeat-1"\}$""", block);
    }

    [Fact]
    public async Task A_stream_resumes_behind_the_event_that_the_header_or_the_query_names()
    {
        var robot = Center.NewId("r");
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await fixture.Host.ReportAsync(Center.NewId("s"), $"{i}", ("robotId", robot))).Text("id"));
        }

        using var byHeader = await EventStreamReader.OpenAsync(fixture.Host, $"{Path}?robotId={robot}", ids[1]);
        using var byQuery = await EventStreamReader.OpenAsync(fixture.Host, $"{Path}?robotId={robot}&lastEventId={ids[2]}");
        using var byBoth = await EventStreamReader.OpenAsync(fixture.Host, $"{Path}?robotId={robot}&lastEventId={ids[0]}", ids[3]);
        var live = (await fixture.Host.ReportAsync(Center.NewId("s"), "live", ("robotId", robot))).Text("id");

        foreach (var (stream, expected) in new[] { (byHeader, ids[2..]), (byQuery, ids[3..]), (byBoth, ids[4..]) })
        {
            foreach (var id in expected.Append(live))
            {
                Assert.Equal(id, (await stream.ExpectAsync("message")).Id);
            }
        }
    }

    [Theory]
    [InlineData("msg-999999999")]
    [InlineData("msg-1:999")]
    [InlineData("nonsense")]
    [InlineData("nobody:1")]
    [InlineData(":")]
    [InlineData("msg-1:99999999999999999999")]
    public async Task An_unknown_event_id_is_told_and_then_what_comes(string id)
    {
        var robot = Center.NewId("r");
        await fixture.Host.ReportAsync(Center.NewId("s"), "before", ("robotId", robot));
        using var stream = await EventStreamReader.OpenAsync(fixture.Host, $"{Path}?robotId={robot}", id);
        Assert.Equal("retry: 3000", await stream.NextBlockAsync());
        Assert.Equal("event: reset\ndata: {\"reason\":\"unknown-event-id\"}", await stream.NextBlockAsync());

        await fixture.Host.ReportAsync(Center.NewId("s"), "after", ("robotId", robot));

        Assert.Equal("after", (await stream.ExpectAsync("message")).Data.Text("content"));
    }

    [Fact]
    public async Task What_is_deleted_meanwhile_is_not_told()
    {
        var robot = Center.NewId("r");
        var first = await fixture.Host.ReportAsync(Center.NewId("s"), "first", ("robotId", robot));
        var gone = await fixture.Host.ReportAsync(Center.NewId("s"), "gone", ("robotId", robot));
        var last = await fixture.Host.ReportAsync(Center.NewId("s"), "last", ("robotId", robot));
        await fixture.Host.DeleteAsync($"{Center.Messages}/{gone.Text("id")}");

        using var stream = await EventStreamReader.OpenAsync(fixture.Host, $"{Path}?robotId={robot}", first.Text("id"));

        Assert.Equal(last.Text("id"), (await stream.ExpectAsync("message")).Id);
        using var behindTheDeleted = await EventStreamReader.OpenAsync(fixture.Host, $"{Path}?robotId={robot}", gone.Text("id"));
        Assert.Equal(last.Text("id"), (await behindTheDeleted.ExpectAsync("message")).Id);
    }

    [Fact]
    public async Task A_hundred_streams_all_tell_everything_in_order()
    {
        var robot = Center.NewId("r");
        var streams = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => OpenedAsync($"?robotId={robot}")));
        var session = Center.NewId("s");
        var expected = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            expected.Add((await fixture.Host.ReportAsync(session, $"{i}", ("robotId", robot), ("senderType", "system"))).Text("id"));
        }

        foreach (var stream in streams)
        {
            foreach (var id in expected)
            {
                Assert.Equal(id, (await stream.ExpectAsync("message")).Id);
            }

            stream.Dispose();
        }
    }

    private static async Task<string?> NextAsync(EventStreamReader stream)
    {
        string? block;
        do
        {
            block = await stream.NextBlockAsync();
        }
        while (block?.StartsWith("event: heartbeat", StringComparison.Ordinal) == true);
        return block;
    }

    private async Task<EventStreamReader> OpenedAsync(string query)
    {
        var stream = await EventStreamReader.OpenAsync(fixture.Host, Path + query);
        Assert.Equal("retry: 3000", await stream.NextBlockAsync());
        return stream;
    }
}
