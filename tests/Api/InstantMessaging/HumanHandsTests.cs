using System.Net.Http.Json;
using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Parley.Sessions;
using Parley.Sessions.Messages;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging;

/// <summary>A person has taken over. This contract has no staff, so the test writes the staff message into the session itself.</summary>
public sealed class HumanHandsTests : InProcessHost
{
    [Fact]
    public async Task A_message_in_human_hands_is_handed_off_and_its_record_says_so()
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var socket = await ImSocket.ConnectAsync(Address, "anna");
        await socket.ExpectAsync("welcome");
        await Get<SessionWriter>().AppendAsync(new AppendCommand(
            "staff-1", "anna", "im", new NewMessage(new Sender("li", SenderRole.Staff, "李四"), "我来处理")));
        Assert.Equal("li", (await socket.ExpectAsync("message")).GetProperty("from_user_id").GetString());

        using var answer = await client.PostAsJsonAsync("/api/message/send", new { session_id = "anna", content = "好的" });
        var sent = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message_id").GetString();

        Assert.Equal(sent, (await socket.ExpectAsync("message")).GetProperty("message_id").GetString());
        var handoff = await socket.ExpectAsync("handoff");
        Assert.Equal(("已转人工，请稍候", sent), (handoff.GetProperty("message").GetString(), handoff.GetProperty("user_message_id").GetString()));
        var records = await client.GetFromJsonAsync<JsonElement>("/api/ai/records?session_id=anna");
        var record = Assert.Single(records.GetProperty("records").EnumerateArray());
        Assert.Equal((2, "人工服务中"), (record.GetProperty("status").GetInt32(), record.GetProperty("error_message").GetString()));

        await socket.SendAsync(new { type = "send_message", content = "还在吗" });
        await socket.ExpectAsync("message_sent");
        await socket.ExpectAsync("handoff");
    }
}
