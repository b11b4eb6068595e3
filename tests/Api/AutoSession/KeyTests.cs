using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AutoSession;

[Collection(nameof(SharedRobotHost))]
public sealed class KeyTests(SharedRobotHost fixture)
{
    private const string Replayed = "idempotency-replayed";

    [Fact]
    public async Task A_create_with_a_key_happens_once_and_is_answered_the_same_also_at_once_also_when_it_was_refused()
    {
        var (shop, key) = (Robot.NewShop(), Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fixture.Host.CreateAsync(shop, key: key)));

        var session = answers[0].Succeeded("会话任务创建成功").Text("session_id");
        Assert.All(answers, answer => Assert.Equal(answers[0].Text, answer.Text));
        Assert.Equal(19, answers.Count(answer => answer.Headers.ContainsKey(Replayed)));

        var refused = await fixture.Host.CreateAsync(shop, key: key + "2");
        refused.Failed($"当前有活跃的机器人会话{session}，无法创建新的机器人会话", "UNAVAILABLE");
        await fixture.Host.CompleteAsync(session, success: false);
        var again = await fixture.Host.CreateAsync(shop, key: key + "2");
        Assert.Equal((refused.Text, true), (again.Text, again.Headers.ContainsKey(Replayed)));
        Assert.Equal(answers[0].Text, (await fixture.Host.CreateAsync(shop, key: key)).Text);
    }

    [Fact]
    public async Task A_batch_with_a_key_is_stored_once_and_answered_the_same()
    {
        var (shop, key) = (Robot.NewShop(), Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => fixture.Host.UploadAsync(shop, 120, key, ("1", "t-1", "a"), ("2", "c", "b"))));

        var session = answers[0].Uploaded(2, 0, "created").Text("active_session_id");
        Assert.All(answers, answer => Assert.Equal(answers[0].Text, answer.Text));
        Assert.Equal(9, answers.Count(answer => answer.Headers.ContainsKey(Replayed)));
        Assert.Equal(2, (await fixture.Host.ConversationAsync(session)).Count);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused()
    {
        var (shop, key) = (Robot.NewShop(), Guid.NewGuid().ToString());
        await fixture.Host.CreateAsync(shop, key: key);

        (await fixture.Host.CreateAsync(shop, "auto_follow_up", key: key)).Failed("Idempotency-Key 已用于其他请求", "IDEMPOTENCY_MISMATCH", 422);
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused_by_name()
    {
        var answer = await fixture.Host.CreateAsync(Robot.NewShop(), key: new string('k', 129));

        Assert.Equal((422, "Idempotency-Key"), (answer.Status, answer.Json.GetProperty("detail")[0].GetProperty("loc")[1].GetString()));
    }
}
