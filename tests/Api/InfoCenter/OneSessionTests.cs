using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

[Collection(nameof(CenterHost))]
public sealed class OneSessionTests(CenterHost fixture)
{
    private static readonly string[] Members =
    [
        "id", "robotId", "userId", "userName", "status", "tags", "messageCount", "lastMessage", "lastActivityAt", "metadata", "createdAt", "updatedAt", "channel",
    ];

    [Fact]
    public async Task A_session_is_shown_whole()
    {
        var id = Center.NewId("s");
        var first = await fixture.Host.ReportAsync(id, "first");
        var last = await fixture.Host.ReportAsync(id, "最后");

        var session = await fixture.Host.SessionAsync(id);

        Assert.Equal(Members, session.Names());
        Assert.Equal((id, "robot-1", "user-1", "张三", "active", "[]", "2", "{}", "info-center"), (
            session.Text("id"), session.Text("robotId"), session.Text("userId"), session.Text("userName"), session.Text("status"), session.GetProperty("tags").GetRawText(),
            session.Text("messageCount"), session.GetProperty("metadata").GetRawText(), session.Text("channel")));
        var shown = session.GetProperty("lastMessage");
        Assert.Equal(["id", "content", "senderName", "createdAt"], shown.Names());
        Assert.Equal((last.Text("id"), "最后", "张三", last.Text("createdAt")), (shown.Text("id"), shown.Text("content"), shown.Text("senderName"), shown.Text("createdAt")));
        Assert.Equal((first.Text("createdAt"), last.Text("createdAt"), last.Text("createdAt")), (session.Text("createdAt"), session.Text("lastActivityAt"), session.Text("updatedAt")));
    }

    [Fact]
    public async Task Without_a_message_there_is_no_last_one_and_without_a_user_no_name()
    {
        var id = Center.NewId("s");
        var message = await fixture.Host.ReportAsync(id, "hello", ("senderId", "bot_1"));
        await fixture.Host.DeleteAsync($"{Center.Messages}/{message.Text("id")}");

        var session = await fixture.Host.SessionAsync(id);

        Assert.Equal(Members.Where(member => member != "lastMessage"), session.Names());
        Assert.Equal((null, null, "0"), (session.TextOrNull("userId"), session.TextOrNull("userName"), session.Text("messageCount")));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("a b+c&d=e?f#g")]
    [InlineData("群聊😀")]
    [InlineData("100%")]
    [InlineData("..a")]
    public async Task A_session_id_may_hold_any_text(string text)
    {
        var id = text + Center.NewId("-");
        await fixture.Host.ReportAsync(id);

        Assert.Equal(id, (await fixture.Host.SessionAsync(id)).Text("id"));
        Assert.Equal("closed", (await fixture.Host.PutAsync($"{Center.Sessions}/{Uri.EscapeDataString(id)}", new { status = "closed" })).Data().Text("status"));
        Assert.Equal("closed", (await fixture.Host.SessionAsync(id)).Text("status"));
    }

    [Fact]
    public async Task A_PUT_changes_what_it_names_and_answers_the_whole_session()
    {
        var id = Center.NewId("s");
        await fixture.Host.ReportAsync(id);
        var path = $"{Center.Sessions}/{id}";

        var changed = (await fixture.Host.PutAsync(path, new { status = "closed", tags = new[] { "咨询", "价格", "咨询" }, metadata = new { a = new { b = "中" } }, x = 1 })).Data();

        Assert.Equal(Members, changed.Names());
        Assert.Equal(("closed", """["咨询","价格"]""", """{"a":{"b":"中"}}"""), (changed.Text("status"), changed.GetProperty("tags").GetRawText(), changed.GetProperty("metadata").GetRawText()));
        Assert.Equal(changed.GetRawText(), (await fixture.Host.SessionAsync(id)).GetRawText());
        var again = (await fixture.Host.PutAsync(path, """{"tags":[],"status":null,"metadata":null}""")).Data();
        Assert.Equal(("closed", "[]", """{"a":{"b":"中"}}"""), (again.Text("status"), again.GetProperty("tags").GetRawText(), again.GetProperty("metadata").GetRawText()));
        Assert.Equal(again.GetRawText(), (await fixture.Host.PutAsync(path, "{}")).Data().GetRawText());
    }

    [Theory]
    [InlineData("""{"status":"open"}""", "status")]
    [InlineData("""{"status":1}""", "status")]
    [InlineData("""{"tags":"x"}""", "tags")]
    [InlineData("""{"tags":[1]}""", "tags")]
    [InlineData("""{"tags":[""]}""", "tags")]
    [InlineData("""{"tags":["a\nb"]}""", "tags")]
    [InlineData("""{"tags":["\ud800"]}""", "tags")]
    [InlineData("""{"metadata":1}""", "metadata")]
    [InlineData("""{"status":"closed","metadata":[]}""", "metadata")]
    public async Task A_bad_change_is_refused_whole(string body, string member)
    {
        var id = Center.NewId("s");
        await fixture.Host.ReportAsync(id);

        var answer = await fixture.Host.PutAsync($"{Center.Sessions}/{id}", body);

        answer.Fails(400);
        Assert.StartsWith($"Invalid value for {member}: must be ", answer.Json.Text("error"), StringComparison.Ordinal);
        Assert.Equal("active", (await fixture.Host.SessionAsync(id)).Text("status"));
    }

    [Fact]
    public async Task Tags_are_bounded()
    {
        var id = Center.NewId("s");
        await fixture.Host.ReportAsync(id);
        var path = $"{Center.Sessions}/{id}";

        Assert.Equal(32, (await fixture.Host.PutAsync(path, new { tags = Enumerable.Range(0, 32).Select(i => new string('标', 62) + $"{i:00}") })).Data().GetProperty("tags").GetArrayLength());
        (await fixture.Host.PutAsync(path, new { tags = Enumerable.Range(0, 33).Select(i => $"{i}") })).Fails(400);
        (await fixture.Host.PutAsync(path, new { tags = new[] { new string('x', 65) } })).Fails(400);
    }

    [Fact]
    public async Task An_unknown_session_is_not_found()
    {
        (await fixture.Host.GetAsync($"{Center.Sessions}/{Center.NewId("s")}")).Fails(404, "Session not found");
        (await fixture.Host.GetAsync($"{Center.Sessions}/%01")).Fails(404, "Session not found");
        (await fixture.Host.PutAsync($"{Center.Sessions}/{Center.NewId("s")}", new { status = "closed" })).Fails(404, "Session not found");
        (await fixture.Host.PutAsync($"{Center.Sessions}/{Center.NewId("s")}", new { status = "nonsense" })).Fails(404, "Session not found");
    }

    [Fact]
    public async Task A_message_reopens_a_closed_session_and_an_archived_one_refuses_it()
    {
        var id = Center.NewId("s");
        await fixture.Host.ReportAsync(id);
        var path = $"{Center.Sessions}/{id}";
        await fixture.Host.PutAsync(path, new { status = "closed" });
        await fixture.Host.ReportAsync(id, "again");
        Assert.Equal("active", (await fixture.Host.SessionAsync(id)).Text("status"));

        await fixture.Host.PutAsync(path, new { status = "archived" });
        (await fixture.Host.PostAsync(Center.Messages, Center.Report(id, "refused"))).Fails(400, "Session is archived");
        Assert.Equal(("archived", "2"), ((await fixture.Host.SessionAsync(id)).Text("status"), (await fixture.Host.SessionAsync(id)).Text("messageCount")));

        await fixture.Host.PutAsync(path, new { status = "active" });
        await fixture.Host.ReportAsync(id, "welcome back");
    }
}
