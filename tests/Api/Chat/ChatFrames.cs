using System.Text.Json;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.Chat;

/// <summary>A chat's stream: its named events, and what the unnamed ones say together.</summary>
internal sealed record ChatFrames(Answer Answer, IReadOnlyList<(string Name, JsonElement Data)> Events, IReadOnlyList<string> Chunks)
{
    public string Text => string.Concat(Chunks);

    public JsonElement Start => Events[0].Data;

    public JsonElement Last => Events[^1].Data;

    public static ChatFrames Parse(Answer answer)
    {
        Assert.EndsWith("\n\n", answer.Text, StringComparison.Ordinal);
        var events = new List<(string Name, JsonElement Data)>();
        var chunks = new List<string>();
        var blocks = answer.Text[..^2].Split("\n\n");
        for (var i = 0; i < blocks.Length; i++)
        {
            var lines = blocks[i].Split('\n');
            var data = JsonSerializer.Deserialize<JsonElement>(lines[^1]["data: ".Length..]);
            if (lines.Length == 2)
            {
                Assert.True(i == 0 || i == blocks.Length - 1, $"Named events stand first and last: {answer.Text}");
                events.Add((lines[0]["event: ".Length..], data));
            }
            else
            {
                Assert.Equal(["content"], data.EnumerateObject().Select(member => member.Name));
                chunks.Add(data.GetProperty("content").GetString()!);
            }
        }

        Assert.Equal(["conversation_id", "message_id"], events[0].Data.EnumerateObject().Select(member => member.Name));
        Assert.NotEqual(events[0].Data.GetProperty("conversation_id").GetString(), events[0].Data.GetProperty("message_id").GetString());
        Assert.Equal(("start", answer.Headers["x-conversation-id"]), (events[0].Name, events[0].Data.GetProperty("conversation_id").GetString()));
        return new ChatFrames(answer, events, chunks);
    }

    public ChatFrames IsDone(bool cached = false)
    {
        Assert.Equal(2, Events.Count);
        Assert.Equal("done", Events[^1].Name);
        Assert.Equal(["conversation_id", "message_id", "cached"], Last.EnumerateObject().Select(member => member.Name));
        Assert.Equal(Start.GetProperty("conversation_id").GetString(), Last.GetProperty("conversation_id").GetString());
        Assert.Equal(Start.GetProperty("message_id").GetString(), Last.GetProperty("message_id").GetString());
        Assert.Equal(cached, Last.GetProperty("cached").GetBoolean());
        return this;
    }

    public ChatFrames Fails(string code)
    {
        Assert.Equal("error", Events[^1].Name);
        Assert.Equal(["message", "code"], Last.EnumerateObject().Select(member => member.Name));
        Assert.Equal(code, Last.GetProperty("code").GetRawText());
        return this;
    }
}
