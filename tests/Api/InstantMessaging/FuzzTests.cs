using System.Text;
using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging;

[Collection(nameof(DefaultHost))]
public sealed class FuzzTests(DefaultHost fixture)
{
    [Fact]
    public async Task No_request_is_answered_5xx_and_the_service_goes_on()
    {
        var noise = new Noise();
        for (var i = 0; i < 400; i++)
        {
            var request = noise.Request();
            var text = $"seed {noise.Seed}, request {i}: {Encoding.Latin1.GetString(request)[..Math.Min(request.Length, 600)]}";
            try
            {
                var answer = await RawHttp.SendAsync(fixture.Host, request);
                Assert.True(answer.Status < 500, $"{answer.Status} {answer.Text}\n{text}");
            }
            catch (Exception exception) when (exception is FormatException or IOException)
            {
                Assert.Fail($"{exception.Message}\n{text}");
            }
        }

        Assert.Equal(2, await MessagesOfANewSessionAsync());
    }

    [Fact]
    public async Task Every_text_frame_is_answered_and_the_socket_stays_open()
    {
        var noise = new Noise();
        using var socket = await ImSocket.ConnectAsync(fixture.Host, Conversation.NewSession());
        await socket.ExpectAsync("welcome");
        for (var i = 0; i < 300; i++)
        {
            var frame = noise.Frame();
            var text = $"seed {noise.Seed}, frame {i}: {frame}";
            await socket.SendTextAsync(frame);
            await socket.SendAsync(new { type = "ping", timestamp = $"mark {i}" });
            while (true)
            {
                var answer = await socket.ReceiveAsync();
                Assert.True(answer is not null, $"The socket was closed. {text}");
                Assert.False(answer.Value.TryGetProperty("code", out var code) && code.ToString() == "500", $"{answer} {text}");
                if (answer.Value.Text("type") == "pong" && answer.Value.GetProperty("timestamp").GetRawText() == $"\"mark {i}\"")
                {
                    break;
                }
            }
        }

        Assert.Equal(2, await MessagesOfANewSessionAsync());
    }

    private async Task<int> MessagesOfANewSessionAsync()
    {
        var session = Conversation.NewSession();
        await fixture.Host.PostMessageAsync(session, "still there?");
        await fixture.Host.SettledAsync(session, 1);
        return (await fixture.Host.MessagesAsync(session)).Count;
    }
}
