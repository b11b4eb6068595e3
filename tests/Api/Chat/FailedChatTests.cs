using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.Chat;

[Collection(nameof(FailingHost))]
public sealed class FailedChatTests(FailingHost fixture)
{
    [Fact]
    public async Task A_chat_whose_model_fails_is_500_and_is_tried_again_under_its_key()
    {
        var key = Guid.NewGuid().ToString();

        (await fixture.Host.ChatAsync(key: key)).Refuses(500, "AI 服务调用失败");
        var again = await fixture.Host.ChatAsync(key: key);

        again.Refuses(500, "AI 服务调用失败");
        Assert.False(again.Headers.ContainsKey("idempotency-replayed"));
    }
}
