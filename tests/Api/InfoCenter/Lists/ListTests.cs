using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Xunit;

namespace Parley.Api.Tests.InfoCenter.Lists;

[Collection(nameof(CenterHost))]
public sealed class ListTests(CenterHost fixture)
{
    [Fact]
    public async Task A_message_is_listed_and_counted_at_once()
    {
        var robot = Center.NewId("r");
        for (var i = 1; i <= 30; i++)
        {
            var message = await fixture.Host.ReportAsync(Center.NewId("s"), $"{i}", ("robotId", robot));

            var list = await fixture.Host.GetAsync($"{Center.Messages}?robotId={robot}&pageSize=1");
            Assert.Equal(message.GetRawText(), Assert.Single(list.Data().EnumerateArray()).GetRawText());
            Assert.Equal($"{i}", list.Json.GetProperty("pagination").Text("total"));
            Assert.Equal(message.Text("sessionId"), (await fixture.Host.ListAsync($"{Center.Sessions}?robotId={robot}"))[0].Text("id"));
            Assert.Equal($"{i}", (await fixture.Host.GetAsync($"{Center.Stats}?robotId={robot}")).Data().GetProperty("messages").Text("total"));
        }
    }

    [Fact]
    public async Task A_list_has_its_members_in_the_documented_order()
    {
        var robot = Center.NewId("r");
        await fixture.Host.ReportAsync(Center.NewId("s"), "hi", ("robotId", robot));

        var list = (await fixture.Host.GetAsync($"{Center.Messages}?robotId={robot}")).Json;

        Assert.Equal(["success", "data", "pagination"], list.Names());
        Assert.Equal("""{"page":1,"pageSize":50,"total":1,"totalPages":1,"nextCursor":null}""", list.GetProperty("pagination").GetRawText());
    }

    [Fact]
    public async Task Nothing_to_list_is_an_empty_page()
    {
        foreach (var route in new[] { Center.Messages, Center.Sessions })
        {
            Assert.Equal(
                """{"success":true,"data":[],"pagination":{"page":7,"pageSize":50,"total":0,"totalPages":0,"nextCursor":null}}""",
                (await fixture.Host.GetAsync($"{route}?robotId={Center.NewId("r")}&page=7")).Text);
        }
    }

    [Fact]
    public async Task Nothing_to_count_is_zeros() => Assert.Equal(
        """{"success":true,"data":{"messages":{"total":0},"sessions":{"total":0},"aiResponses":{"total":0,"avgResponseTime":0},"humanIntervention":{"total":0,"rate":0},"satisfaction":{"avgScore":0,"highSatisfaction":0,"lowSatisfaction":0},"dailyTrends":[]}}""",
        (await fixture.Host.GetAsync($"{Center.Stats}?robotId={Center.NewId("r")}")).Text);

    [Fact]
    public async Task Figures_are_rounded_to_two_decimals()
    {
        var (robot, session) = (Center.NewId("r"), Center.NewId("s"));
        var (created, scores) = ("", new int?[] { 5, 4, 1 });
        foreach (var score in scores)
        {
            var message = await fixture.Host.ReportAsync(session, "hi", ("robotId", robot));
            created = message.Text("createdAt");
            await fixture.Host.PutAsync($"{Center.Messages}/{message.Text("id")}", new { satisfactionScore = score, humanIntervened = score == 5 });
            if (score == 4)
            {
                var answered = DateTimeOffset.Parse(created).AddMilliseconds(2345);
                await fixture.Host.PutAsync($"{Center.Messages}/{message.Text("id")}", new { aiResponse = "x", aiResponseTime = answered });
            }
        }

        Assert.Equal(
            $$"""{"messages":{"total":3},"sessions":{"total":1},"aiResponses":{"total":1,"avgResponseTime":2.35},"humanIntervention":{"total":1,"rate":33.33},"satisfaction":{"avgScore":3.33,"highSatisfaction":2,"lowSatisfaction":1},"dailyTrends":[{"date":"{{created[..10]}}T00:00:00.000Z","count":3}]}""",
            (await fixture.Host.GetAsync($"{Center.Stats}?robotId={robot}")).Data().GetRawText());
    }

    [Fact]
    public async Task A_cursor_goes_on_where_it_was_while_messages_arrive()
    {
        var robot = Center.NewId("r");
        var session = Center.NewId("s");
        for (var i = 0; i < 10; i++)
        {
            await fixture.Host.ReportAsync(session, $"{i}", ("robotId", robot));
        }

        var first = await fixture.Host.GetAsync($"{Center.Messages}?robotId={robot}&pageSize=4");
        await fixture.Host.ReportAsync(session, "new", ("robotId", robot));
        var cursor = Uri.EscapeDataString(first.Json.GetProperty("pagination").Text("nextCursor"));
        var second = await fixture.Host.ListAsync($"{Center.Messages}?robotId={robot}&pageSize=4&cursor={cursor}&page=9");

        Assert.Equal(["9", "8", "7", "6"], first.Data().EnumerateArray().Select(message => message.Text("content")));
        Assert.Equal(["5", "4", "3", "2"], second.Select(message => message.Text("content")));
    }

    [Fact]
    public async Task Active_sessions_are_listed_with_their_limit()
    {
        var robot = Center.NewId("r");
        var sessions = Enumerable.Range(0, 5).Select(_ => Center.NewId("s")).ToList();
        foreach (var session in sessions)
        {
            await fixture.Host.ReportAsync(session, "hi", ("robotId", robot));
        }

        await fixture.Host.PutAsync($"{Center.Sessions}/{sessions[4]}", new { status = "closed" });

        var answer = await fixture.Host.GetAsync($"{Center.Sessions}/active?robotId={robot}&limit=3");
        Assert.Equal([sessions[3], sessions[2], sessions[1]], answer.Data().EnumerateArray().Select(session => session.Text("id")));
        Assert.Equal("""{"limit":3,"count":3}""", answer.Json.GetProperty("pagination").GetRawText());
        Assert.Equal("""{"limit":100,"count":4}""", (await fixture.Host.GetAsync($"{Center.Sessions}/active?robotId={robot}")).Json.GetProperty("pagination").GetRawText());
    }

    [Theory]
    [InlineData("/api/messages?page=0", "page", "must be a whole number from 1 to 2147483647")]
    [InlineData("/api/messages?page=x", "page", "must be a whole number from 1 to 2147483647")]
    [InlineData("/api/messages?page=99999999999", "page", "must be a whole number from 1 to 2147483647")]
    [InlineData("/api/messages?pageSize=0", "pageSize", "must be a whole number from 1 to 200")]
    [InlineData("/api/messages?pageSize=201", "pageSize", "must be a whole number from 1 to 200")]
    [InlineData("/api/messages?pageSize=1.5", "pageSize", "must be a whole number from 1 to 200")]
    [InlineData("/api/messages?messageType=TEXT", "messageType", "must be one of text, image, video, file, audio")]
    [InlineData("/api/messages?channel=fax", "channel", "must be one of auto-session, im, info-center, agent, chat")]
    [InlineData("/api/messages?sortBy=id", "sortBy", "must be one of createdAt, updatedAt, confidence, satisfactionScore, messageType, senderName")]
    [InlineData("/api/messages?sortOrder=up", "sortOrder", "must be one of asc, desc")]
    [InlineData("/api/messages?startDate=yesterday", "startDate", "must be an ISO date or date-time")]
    [InlineData("/api/messages?endDate=2024-02-30", "endDate", "must be an ISO date or date-time")]
    [InlineData("/api/messages?cursor=nonsense", "cursor", "must be the nextCursor of an earlier answer to the same filters and order")]
    [InlineData("/api/sessions?status=open", "status", "must be one of active, closed, archived")]
    [InlineData("/api/sessions?channel=x", "channel", "must be one of auto-session, im, info-center, agent, chat")]
    [InlineData("/api/sessions?cursor=nonsense", "cursor", "must be the nextCursor of an earlier answer to the same filters and order")]
    [InlineData("/api/sessions/active?limit=0", "limit", "must be a whole number from 1 to 500")]
    [InlineData("/api/sessions/active?limit=501", "limit", "must be a whole number from 1 to 500")]
    [InlineData("/api/stats?startDate=1", "startDate", "must be an ISO date or date-time")]
    [InlineData("/api/stats?channel=x", "channel", "must be one of auto-session, im, info-center, agent, chat")]
    public async Task A_bad_parameter_gets_its_answer(string path, string field, string why) =>
        (await fixture.Host.GetAsync(path)).Fails(400, $"Invalid value for {field}: {why}");

    [Fact]
    public async Task A_parameter_without_a_value_is_not_given()
    {
        var robot = Center.NewId("r");
        await fixture.Host.ReportAsync(Center.NewId("s"), "hi", ("robotId", robot));

        Assert.Single(await fixture.Host.ListAsync($"{Center.Messages}?robotId={robot}&page=&pageSize=&status=&channel=&startDate=&cursor=&sortBy="));
        Assert.Single(await fixture.Host.ListAsync($"{Center.Sessions}?robotId={robot}&status=&tag=&userId="));
    }

    [Fact]
    public async Task Both_ends_of_a_period_are_inclusive()
    {
        var robot = Center.NewId("r");
        var message = await fixture.Host.ReportAsync(Center.NewId("s"), "hi", ("robotId", robot));
        var at = message.Text("createdAt");
        var before = DateTimeOffset.Parse(at).AddMilliseconds(-1).ToString("yyyy-MM-ddTHH:mm:ss.fffZ");
        var shanghai = DateTimeOffset.Parse(at).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz");

        Assert.Equal(1, await CountAsync($"startDate={at}&endDate={at}"));
        Assert.Equal(1, await CountAsync($"startDate={at[..10]}&endDate={at[..10]}"));
        Assert.Equal(1, await CountAsync($"startDate={Uri.EscapeDataString(shanghai)}&endDate={shanghai}"));
        Assert.Equal(1, await CountAsync($"startDate={at[..^1]}"));
        Assert.Equal(1, await CountAsync("startDate=0001-01-01&endDate=9999-12-31"));
        Assert.Equal(0, await CountAsync($"endDate={before}"));
        Assert.Equal(0, await CountAsync("startDate=9999-12-31"));
        Assert.Equal(0, await CountAsync("endDate=2020-01-01"));

        async Task<int> CountAsync(string period)
        {
            var listed = (await fixture.Host.ListAsync($"{Center.Messages}?robotId={robot}&{period}")).Count;
            Assert.Equal(listed, (await fixture.Host.ListAsync($"{Center.Sessions}?robotId={robot}&{period}")).Count);
            Assert.Equal($"{listed}", (await fixture.Host.GetAsync($"{Center.Stats}?robotId={robot}&{period}")).Data().GetProperty("messages").Text("total"));
            return listed;
        }
    }
}
