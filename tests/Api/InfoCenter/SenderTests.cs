using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

/// <summary>Who spoke shows in two things: staff intervene, and only a user becomes the session's user.</summary>
[Collection(nameof(CenterHost))]
public sealed class SenderTests(CenterHost fixture)
{
    [Theory]
    [InlineData("user-1", "user")]
    [InlineData("system", "other")]
    [InlineData("system_7", "other")]
    [InlineData("systematic", "user")]
    [InlineData("ai_1", "other")]
    [InlineData("aisha", "user")]
    [InlineData("ai", "user")]
    [InlineData("assistant_x", "other")]
    [InlineData("bot_", "other")]
    [InlineData("bottle", "user")]
    public async Task An_id_says_who_speaks(string id, string role) => await ExpectAsync(role, ("senderId", id));

    [Theory]
    [InlineData("user", "ai_1", "user")]
    [InlineData("staff", "user-1", "staff")]
    [InlineData("system", "user-1", "other")]
    [InlineData("ai", "user-1", "other")]
    public async Task What_the_robot_says_counts_more(string type, string id, string role) =>
        await ExpectAsync(role, ("senderId", id), ("senderType", type));

    [Fact]
    public async Task Active_staff_are_known_by_id_platform_id_and_name_at_once()
    {
        var (id, platformId, name) = (Center.NewId("staff"), Center.NewId("wx"), Center.NewId("李四"));
        await ExpectAsync("user", ("senderId", platformId), ("senderName", name));

        (await fixture.Host.PostAsync(Center.Staff, new { id, platform = "wechat", platformUserId = platformId, name })).Data(201);

        await ExpectAsync("staff", ("senderId", id));
        await ExpectAsync("staff", ("senderId", platformId));
        await ExpectAsync("staff", ("senderName", name));
        await ExpectAsync("user", ("senderId", name));
        await ExpectAsync("user", ("senderName", platformId));
        await ExpectAsync("user", ("senderId", id), ("senderType", "user"));

        (await fixture.Host.PutAsync($"{Center.Staff}/{id}", new { status = "inactive" })).Data();
        await ExpectAsync("user", ("senderId", id), ("senderName", name));

        (await fixture.Host.PutAsync($"{Center.Staff}/{id}", new { status = "active", name = name + "2" })).Data();
        await ExpectAsync("user", ("senderName", name));
        await ExpectAsync("staff", ("senderName", name + "2"));

        Assert.Equal(200, (await fixture.Host.DeleteAsync($"{Center.Staff}/{id}")).Status);
        await ExpectAsync("user", ("senderId", id), ("senderName", name + "2"));
    }

    [Fact]
    public async Task The_first_user_who_speaks_is_the_sessions_user()
    {
        var session = Center.NewId("s");
        await fixture.Host.ReportAsync(session, "welcome", ("senderId", "bot_1"));
        await fixture.Host.ReportAsync(session, "hi", ("senderId", "u-1"), ("senderName", "张三"), ("senderAvatar", "https://example.com/a.jpg"));
        await fixture.Host.ReportAsync(session, "hi", ("senderId", "u-2"), ("senderName", "王五"));

        var stored = await fixture.Host.SessionAsync(session);

        Assert.Equal(("u-1", "张三", "https://example.com/a.jpg", "robot-1"), (stored.Text("userId"), stored.Text("userName"), stored.Text("userAvatar"), stored.Text("robotId")));
    }

    private async Task ExpectAsync(string role, params (string Name, object? Value)[] members)
    {
        var session = Center.NewId("s");
        var message = await fixture.Host.ReportAsync(session, "hi", members);
        var stored = await fixture.Host.SessionAsync(session);
        Assert.Equal(
            (role == "staff", role == "user", role == "staff"),
            (message.GetProperty("humanIntervened").GetBoolean(), stored.TextOrNull("userId") is not null, stored.GetProperty("metadata").TryGetProperty("intervention", out _)));
    }
}
