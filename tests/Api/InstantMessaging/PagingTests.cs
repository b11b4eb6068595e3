using System.Text.Json;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging;

/// <summary>Nobody answers here, so that the messages are those that the tests sent.</summary>
[Collection(nameof(BoundedHost))]
public sealed class PagingTests(BoundedHost fixture)
{
    private const string List = "/api/message/list";

    [Fact]
    public async Task A_list_has_its_members_in_order_and_pages_of_20_oldest_first()
    {
        var session = await SessionOfAsync(25);

        var answer = await fixture.Host.GetAsync($"{List}?session_id={session}");

        Assert.Equal(["messages", "total", "page", "page_size", "next_cursor"], answer.Json.Names());
        Assert.Equal(Range(1, 20), Contents(answer));
        Assert.Equal((25, 1, 20), Figures(answer));
    }

    [Theory]
    [InlineData("page=1&page_size=10", 1, 10)]
    [InlineData("page=2&page_size=10", 11, 20)]
    [InlineData("page=3&page_size=10", 21, 25)]
    [InlineData("page=3&page_size=10&order=asc", 21, 25)]
    [InlineData("page=4&page_size=10", 1, 0)]
    [InlineData("page=1&page_size=1", 1, 1)]
    [InlineData("page=25&page_size=1", 25, 25)]
    [InlineData("page=26&page_size=1", 1, 0)]
    [InlineData("page_size=100", 1, 25)]
    [InlineData("page=1&page_size=25", 1, 25)]
    [InlineData("page=2&page_size=25", 1, 0)]
    [InlineData("page=9223372036854775807&page_size=100", 1, 0)]
    [InlineData("page=2147483648&page_size=1&order=desc", 1, 0)]
    [InlineData("page=1&page_size=10&order=desc", 25, 16)]
    [InlineData("page=3&page_size=10&order=desc", 5, 1)]
    [InlineData("page=4&page_size=10&order=desc", 1, 0)]
    public async Task A_page_holds_its_part_and_the_real_total(string query, int first, int last)
    {
        var session = await SessionOfAsync(25);

        var answer = await fixture.Host.GetAsync($"{List}?session_id={session}&{query}");

        Assert.Equal(Range(first, last), Contents(answer));
        Assert.Equal(25, Figures(answer).Total);
    }

    [Theory]
    [InlineData(List, "messages")]
    [InlineData("/api/ai/records", "records")]
    public async Task An_unknown_session_is_an_empty_list(string path, string member)
    {
        var answer = await fixture.Host.GetAsync($"{path}?session_id={Conversation.NewSession()}&page=3&page_size=7");

        Assert.Equal(200, answer.Status);
        Assert.Empty(answer.Json.GetProperty(member).EnumerateArray());
        Assert.Equal((0, 3, 7), Figures(answer));
        Assert.Null(answer.Json.TextOrNull("next_cursor"));
    }

    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task A_cursor_goes_on_where_the_page_ended_while_messages_arrive(string order)
    {
        var session = await SessionOfAsync(10);
        var seen = new List<string>();
        var cursor = "";
        for (var page = 0; page < 3; page++)
        {
            var answer = await fixture.Host.GetAsync($"{List}?session_id={session}&page_size=3&order={order}{cursor}");
            seen.AddRange(Contents(answer));
            cursor = "&page=99&cursor=" + Uri.EscapeDataString(answer.Json.TextOrNull("next_cursor") ?? throw new InvalidOperationException("There is more."));
            await fixture.Host.PostMessageAsync(session, $"{11 + page}");
        }

        Assert.Equal(order == "asc" ? Range(1, 9) : Range(10, 2), seen);
    }

    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task The_cursor_is_null_at_the_end(string order)
    {
        var session = await SessionOfAsync(6);

        var first = await fixture.Host.GetAsync($"{List}?session_id={session}&page_size=3&order={order}");
        var last = await fixture.Host.GetAsync($"{List}?session_id={session}&page_size=3&order={order}&cursor={first.Json.TextOrNull("next_cursor")}");

        Assert.Equal(3, Contents(last).Count());
        Assert.Null(last.Json.TextOrNull("next_cursor"));
        Assert.Null((await fixture.Host.GetAsync($"{List}?session_id={session}&page=9&order={order}")).Json.TextOrNull("next_cursor"));
    }

    [Theory]
    [InlineData("page", "0")]
    [InlineData("page", "-1")]
    [InlineData("page", "1.5")]
    [InlineData("page", "one")]
    [InlineData("page", "")]
    [InlineData("page", "%201")]
    [InlineData("page", "9223372036854775808")]
    [InlineData("page", "99999999999999999999999999999999999999999999")]
    [InlineData("page", "1&page=2")]
    [InlineData("page", "%D9%A1")]
    [InlineData("page", "%zz")]
    [InlineData("page_size", "0")]
    [InlineData("page_size", "101")]
    [InlineData("page_size", "-20")]
    [InlineData("page_size", "1e2")]
    [InlineData("page_size", "4294967316")]
    [InlineData("order", "ASC")]
    [InlineData("order", "")]
    [InlineData("order", "newest")]
    [InlineData("cursor", "x")]
    [InlineData("cursor", "-1")]
    [InlineData("cursor", "9223372036854775807")]
    [InlineData("cursor", "99999999999999999999")]
    public async Task A_bad_parameter_is_named(string name, string value)
    {
        foreach (var path in new[] { List, "/api/ai/records" })
        {
            var answer = await fixture.Host.GetAsync($"{path}?session_id=s&{name}={value}");

            answer.IsError(400, 400);
            Assert.Contains(name, answer.Json.Text("message"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "会话ID不能为空")]
    [InlineData("?session_id=", "会话ID不能为空")]
    [InlineData("?session_id=1234567890123456789012345678901234567890123456789", "会话ID过长")]
    [InlineData("?session_id=a%00b", "会话ID包含非法字符")]
    [InlineData("?session_id=a%7F", "会话ID包含非法字符")]
    public async Task A_list_wants_a_session(string query, string message)
    {
        (await fixture.Host.GetAsync(List + query)).IsError(400, 1003, message);
        (await fixture.Host.GetAsync("/api/ai/records" + query)).IsError(400, 1003, message);
    }

    [Fact]
    public async Task Times_and_ids_are_in_the_configured_zone()
    {
        var before = DateTime.UtcNow;
        var message = await fixture.Host.PostMessageAsync(Conversation.NewSession(), "hi");

        var created = DateTime.Parse(message.Text("created_at"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(created - before, TimeSpan.FromHours(7.9), TimeSpan.FromHours(8.1));
        Assert.Equal($"{created:yyyyMMddHHmmss}", message.Text("message_id")[4..18]);
    }

    private async Task<string> SessionOfAsync(int count)
    {
        var session = Conversation.NewSession();
        for (var i = 1; i <= count; i++)
        {
            await fixture.Host.PostMessageAsync(session, $"{i}");
        }

        return session;
    }

    private static IEnumerable<string> Contents(Answer answer) =>
        answer.Json.GetProperty("messages").EnumerateArray().Select(message => message.Text("msg_content"));

    private static (int Total, long Page, int PageSize) Figures(Answer answer) =>
        (answer.Json.GetProperty("total").GetInt32(), answer.Json.GetProperty("page").GetInt64(), answer.Json.GetProperty("page_size").GetInt32());

    /// <summary>first..last, downwards when last is lower; empty for 1..0.</summary>
    private static IEnumerable<string> Range(int first, int last) =>
        (last == 0 ? [] : first <= last ? Enumerable.Range(first, last - first + 1) : Enumerable.Range(last, first - last + 1).Reverse()).Select(i => $"{i}");
}
