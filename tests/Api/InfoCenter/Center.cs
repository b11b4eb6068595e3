using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

/// <summary>What tests say to the information centre.</summary>
internal static class Center
{
    public const string Messages = "/api/messages";
    public const string Sessions = "/api/sessions";
    public const string Staff = "/api/staff";
    public const string Stats = "/api/stats";

    public static string NewId(string kind) => $"{kind}-{Guid.NewGuid():N}";

    /// <summary>A report that lacks nothing; what is given replaces it, null takes it away.</summary>
    public static Dictionary<string, object?> Report(string session, string content = "hi", params (string Name, object? Value)[] members)
    {
        var report = new Dictionary<string, object?>
        {
            ["robotId"] = "robot-1",
            ["sessionId"] = session,
            ["senderId"] = "user-1",
            ["senderName"] = "张三",
            ["content"] = content,
            ["messageType"] = "text",
        };
        foreach (var (name, value) in members)
        {
            report[name] = value;
        }

        return report;
    }

    public static async Task<JsonElement> ReportAsync(
        this ParleyHost host, string session, string content = "hi", params (string Name, object? Value)[] members) =>
        (await host.PostAsync(Messages, Report(session, content, members))).Data(201);

    public static Task<Answer> PutAsync(this ParleyHost host, string path, object body) =>
        host.AskAsync(HttpMethod.Put, path, Requests.Json(body as string ?? JsonSerializer.Serialize(body)));

    public static Task<Answer> DeleteAsync(this ParleyHost host, string path) => host.AskAsync(HttpMethod.Delete, path, null);

    public static async Task<JsonElement> MessageAsync(this ParleyHost host, JsonElement message) =>
        (await host.GetAsync($"{Messages}/{message.Text("id")}")).Data(200, host);

    public static async Task<JsonElement> SessionAsync(this ParleyHost host, string id) =>
        (await host.GetAsync($"{Sessions}/{Uri.EscapeDataString(id)}")).Data(200, host);

    public static async Task<IReadOnlyList<JsonElement>> ListAsync(this ParleyHost host, string path)
    {
        var answer = await host.GetAsync(path);
        return [.. answer.Data(200, host).EnumerateArray()];
    }

    /// <summary>Waits until the message is as it should be.</summary>
    public static async Task<JsonElement> UntilAsync(this ParleyHost host, JsonElement message, string expectation, Func<JsonElement, bool> condition)
    {
        var latest = message;
        await Eventually.TrueAsync(
            async () => condition(latest = await host.MessageAsync(message)), $"message {message.Text("id")} {expectation}", evidence: () => latest + host.Output);
        return latest;
    }

    /// <summary>The data of an answer that went well.</summary>
    public static JsonElement Data(this Answer answer, int status = 200, ParleyHost? host = null)
    {
        Assert.True(status == answer.Status, $"{status} was expected, not {answer.Status}: {answer.Text}\n{host?.Output}");
        Assert.True(answer.Json.GetProperty("success").GetBoolean());
        Assert.Equal("application/json; charset=utf-8", answer.Headers["content-type"]);
        return answer.Json.GetProperty("data");
    }

    /// <summary>The error shape of this contract, member for member.</summary>
    public static void Fails(this Answer answer, int status, string? error = null)
    {
        Assert.True(status == answer.Status, $"{status} was expected, not {answer.Status}: {answer.Text}");
        Assert.Equal(["success", "error"], answer.Json.Names());
        Assert.False(answer.Json.GetProperty("success").GetBoolean());
        Assert.StartsWith("application/json", answer.Headers["content-type"], StringComparison.Ordinal);
        if (error is not null)
        {
            Assert.Equal(error, answer.Json.Text("error"));
        }
    }
}
