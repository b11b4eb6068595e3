using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.Chat;

/// <summary>What tests say to chat.</summary>
internal static class Chats
{
    public const string Path = "/api/chat";
    public const string StreamPath = "/api/chat-stream";
    public const string Question = "多久发货？";

    public static Task<Answer> ChatAsync(this ParleyHost host, string? conversation = null, string message = Question, string? key = null) =>
        host.PostAsync(Path, Body(conversation, message), key is null ? [] : [("Idempotency-Key", key)]);

    public static Dictionary<string, string> Body(string? conversation, string message) =>
        conversation is null ? new() { ["message"] = message } : new() { ["message"] = message, ["conversation_id"] = conversation };

    public static JsonElement Replied(this Answer answer, bool cached = false)
    {
        Assert.True(answer.Status == 200, $"200 was expected, not {answer.Status}: {answer.Text}");
        Assert.Equal("application/json; charset=utf-8", answer.Headers["content-type"]);
        Assert.Equal(["status", "response", "conversation_id", "cached"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("success", cached), (answer.Json.GetProperty("status").GetString(), answer.Json.GetProperty("cached").GetBoolean()));
        return answer.Json;
    }

    public static string Conversation(this JsonElement reply) => reply.GetProperty("conversation_id").GetString()!;

    public static async Task<IReadOnlyList<(string Role, string Content)>> HistoryAsync(this ParleyHost host, string conversation)
    {
        var answer = await host.GetAsync($"/api/conversations/{conversation}");
        Assert.True(answer.Status == 200, $"200 was expected, not {answer.Status}: {answer.Text}");
        return [.. answer.Json.GetProperty("history").EnumerateArray().Select(item => (item.GetProperty("role").GetString()!, item.GetProperty("content").GetString()!))];
    }

    public static Task<Answer> DeleteAsync(this ParleyHost host, string conversation) =>
        host.AskAsync(HttpMethod.Delete, $"/api/conversations/{conversation}", null);

    public static void Refuses(this Answer answer, int status, string? message = null, string word = "error")
    {
        Assert.True(answer.Status == status, $"{status} was expected, not {answer.Status}: {answer.Text}");
        Assert.Equal(["status", "message"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(word, answer.Json.GetProperty("status").GetString());
        if (message is not null)
        {
            Assert.Equal(message, answer.Json.GetProperty("message").GetString());
        }
    }

    /// <summary>Sends a chat and reads its stream to the end, frame by frame.</summary>
    public static async Task<ChatFrames> StreamAsync(this ParleyHost host, string? conversation = null, string message = Question, string? key = null)
    {
        var answer = await host.PostAsync(StreamPath, Body(conversation, message), key is null ? [] : [("Idempotency-Key", key)]);
        Assert.True(answer.Status == 200, $"200 was expected, not {answer.Status}: {answer.Text}");
        Assert.Equal("text/event-stream; charset=utf-8", answer.Headers["content-type"]);
        return ChatFrames.Parse(answer);
    }
}
