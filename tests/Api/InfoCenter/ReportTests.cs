using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

[Collection(nameof(CenterHost))]
public sealed class ReportTests(CenterHost fixture)
{
    private static readonly string[] Members =
    [
        "id", "robotId", "sessionId", "senderId", "senderName", "content", "messageType", "aiResponse", "aiResponseTime", "confidence", "humanIntervened",
        "satisfactionScore", "mentions", "metadata", "createdAt", "updatedAt", "channel", "sequence",
    ];

    [Fact]
    public async Task A_report_is_answered_201_with_the_whole_message()
    {
        var session = Center.NewId("s");

        var message = await fixture.Host.ReportAsync(session, "你好 @李四，多少钱？😀", ("metadata", new { a = new object[] { 1, "中😀", null! } }));

        Assert.Equal(Members, message.Names());
        Assert.Matches("^msg-[1-9][0-9]*$", message.Text("id"));
        Assert.Equal(
            ("robot-1", session, "user-1", "张三", "你好 @李四，多少钱？😀", "text", "info-center", 1),
            (message.Text("robotId"), message.Text("sessionId"), message.Text("senderId"), message.Text("senderName"), message.Text("content"),
                message.Text("messageType"), message.Text("channel"), message.GetProperty("sequence").GetInt32()));
        Assert.All(["aiResponse", "aiResponseTime", "confidence", "satisfactionScore"], member => Assert.Null(message.TextOrNull(member)));
        Assert.False(message.GetProperty("humanIntervened").GetBoolean());
        Assert.Equal("""["李四"]""", message.GetProperty("mentions").GetRawText());
        Assert.Equal("""{"a":[1,"中😀",null]}""", message.GetProperty("metadata").GetRawText());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", message.Text("createdAt"));
        Assert.Equal(message.Text("createdAt"), message.Text("updatedAt"));
        Assert.Equal(message.GetRawText(), (await fixture.Host.MessageAsync(message)).GetRawText());
    }

    [Fact]
    public async Task An_avatar_stands_behind_the_name_when_there_is_one()
    {
        var message = await fixture.Host.ReportAsync(Center.NewId("s"), "hi", ("senderAvatar", "https://example.com/中.jpg"));

        Assert.Equal([.. Members[..5], "senderAvatar", .. Members[5..]], message.Names());
        Assert.Equal("https://example.com/中.jpg", message.Text("senderAvatar"));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("image")]
    [InlineData("video")]
    [InlineData("file")]
    [InlineData("audio")]
    public async Task Every_message_type_is_taken(string type) =>
        Assert.Equal(type, (await fixture.Host.ReportAsync(Center.NewId("s"), "https://example.com/x", ("messageType", type))).Text("messageType"));

    [Fact]
    public async Task Null_stands_for_an_optional_member_that_is_absent_and_unknown_members_are_ignored()
    {
        var message = await fixture.Host.ReportAsync(
            Center.NewId("s"), "hi", ("senderAvatar", null), ("metadata", null), ("senderType", null), ("id", "msg-7"), ("aiResponse", "no"), ("x", new { y = 1 }));

        Assert.Equal("{}", message.GetProperty("metadata").GetRawText());
        Assert.Null(message.TextOrNull("aiResponse"));
    }

    [Fact]
    public async Task Lengths_count_code_points()
    {
        var emoji = string.Concat(Enumerable.Repeat("😀", 5000));
        var session = string.Concat(Enumerable.Repeat("会", 96)) + Guid.NewGuid().ToString("N");

        var message = await fixture.Host.ReportAsync(session, emoji, ("senderName", new string('名', 128)));

        Assert.Equal((session, emoji), (message.Text("sessionId"), (await fixture.Host.MessageAsync(message)).Text("content")));
    }

    [Fact]
    public async Task A_page_of_the_largest_messages_there_can_be_is_kept_and_read()
    {
        var session = Center.NewId("s");
        var wide = string.Concat(Enumerable.Repeat("😀", 63));
        var metadata = new { a = new string('\u0001', 2000) };
        for (var i = 0; i < 70; i++)
        {
            await fixture.Host.ReportAsync(
                session, string.Concat(Enumerable.Repeat("😀", 340)), ("robotId", wide), ("senderId", wide), ("senderName", wide), ("senderAvatar", wide), ("metadata", i % 2 == 0 ? metadata : null));
        }

        Assert.Equal(70, (await fixture.Host.SessionAsync(session)).GetProperty("messageCount").GetInt32());
    }

    [Fact]
    public async Task A_sessions_messages_rise_in_id_and_sequence()
    {
        var session = Center.NewId("s");
        var messages = new List<JsonElement>();
        for (var i = 0; i < 70; i++)
        {
            messages.Add(await fixture.Host.ReportAsync(session, $"{i}"));
        }

        Assert.Equal(Enumerable.Range(1, 70), messages.Select(message => message.GetProperty("sequence").GetInt32()));
        var numbers = messages.ConvertAll(message => long.Parse(message.Text("id")[4..]));
        Assert.Equal(numbers.Order(), numbers);
    }

    [Fact]
    public async Task A_message_reported_into_a_session_of_another_channel_keeps_that_channel_and_its_own_robot()
    {
        var session = Center.NewId("s");
        await fixture.Host.PostMessageAsync(session, "over IM");

        var message = await fixture.Host.ReportAsync(session, "from a robot");

        Assert.Equal(("im", "robot-1", 2), (message.Text("channel"), message.Text("robotId"), message.GetProperty("sequence").GetInt32()));
        var stored = await fixture.Host.SessionAsync(session);
        Assert.Equal(("im", "im"), (stored.Text("channel"), stored.Text("robotId")));
    }

    [Fact]
    public async Task The_number_in_the_id_is_the_one_that_instant_messaging_shows()
    {
        var session = Center.NewId("s");
        var message = await fixture.Host.ReportAsync(session);

        var shown = Assert.Single(await fixture.Host.MessagesAsync(session));

        Assert.Equal(message.Text("id"), "msg-" + shown.Text("id"));
    }
}
