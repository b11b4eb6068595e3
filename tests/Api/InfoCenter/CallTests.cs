using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

/// <summary>Nobody judges here: a score that comes late would call a human as well.</summary>
[Collection(nameof(CenterHost))]
public sealed class CallTests(CenterHost fixture)
{
    [Fact]
    public async Task An_urgent_word_calls_a_human_once_until_one_answers()
    {
        var (robot, session) = (Center.NewId("r"), Center.NewId("s"));
        var anchor = await fixture.Host.ReportAsync(Center.NewId("s"), "https://example.com", ("robotId", robot), ("messageType", "image"));
        var first = await fixture.Host.ReportAsync(session, "我要投诉", ("robotId", robot));
        await fixture.Host.ReportAsync(session, "紧急！", ("robotId", robot));
        await fixture.Host.ReportAsync(session, "来了", ("robotId", robot), ("senderType", "staff"));
        var second = await fixture.Host.ReportAsync(session, "转人工", ("robotId", robot));
        await fixture.Host.ReportAsync(Center.NewId("s"), "the end", ("robotId", robot), ("messageType", "image"));

        using var stream = await EventStreamReader.OpenAsync(fixture.Host, $"/api/messages/stream?robotId={robot}", anchor.Text("id"));
        var calls = new List<JsonElement>();
        for (var told = await stream.NextAsync(); told!.Data.ToString().Contains("the end", StringComparison.Ordinal) == false; told = await stream.NextAsync())
        {
            if (told.Type == "intervention-needed")
            {
                calls.Add(told.Data);
                Assert.StartsWith($"{session}:", told.Id, StringComparison.Ordinal);
            }
        }

        Assert.All(calls, call => Assert.Equal(["sessionId", "messageId", "reason", "at"], call.Names()));
        Assert.Equal([(session, first.Text("id")), (session, second.Text("id"))], calls.Select(call => (call.Text("sessionId"), call.Text("messageId"))));
    }
}
