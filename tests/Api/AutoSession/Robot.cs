using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.AutoSession;

/// <summary>What robots and their owners ask of the service.</summary>
internal static class Robot
{
    private static int last;

    public static string NewShop() => $"测试店铺 {Interlocked.Increment(ref last)}";

    public static Task<Answer> CreateAsync(
        this ParleyHost host, string shop, string type = "auto_bargain", string account = "t-1", string level = "level3",
        int minutes = 120, string content = "您好，这个商品可以再便宜点吗？", string? key = null) =>
        host.PostAsync(
            "/api/sessions/create",
            new
            {
                account_id = account,
                shop_id = "12345",
                shop_name = shop,
                task_type = type,
                external_task_id = "ext_task_001",
                send_content = content,
                level,
                max_inactive_minutes = minutes,
            },
            key is null ? [] : [("Idempotency-Key", key)]);

    public static async Task<string> CreatedAsync(
        this ParleyHost host, string shop, string type = "auto_bargain", string account = "t-1", string level = "level3", int minutes = 120) =>
        (await host.CreateAsync(shop, type, account, level, minutes)).Succeeded("会话任务创建成功").Text("session_id");

    public static async Task<JsonElement?> TakeAsync(this ParleyHost host)
    {
        var answer = await host.GetAsync("/api/tasks/next_id");
        if (answer.Json.GetProperty("success").GetBoolean())
        {
            return answer.Succeeded("获取任务成功");
        }

        Assert.Equal("""{"success":false,"message":"当前没有待处理的任务","data":{"task_id":null},"error_code":null}""", answer.Text);
        return null;
    }

    public static async Task<JsonElement> InfoAsync(this ParleyHost host, string taskId) =>
        (await host.GetAsync($"/api/tasks/{taskId}/send_info")).Succeeded("获取发送信息成功");

    public static Task<Answer> CompleteAsync(this ParleyHost host, string session, bool success = true, long? lease = null) =>
        host.PostAsync($"/api/sessions/{session}/complete", new { success, error_message = (string?)null, lease });

    public static async Task<JsonElement> StatusAsync(this ParleyHost host, string session) =>
        (await host.GetAsync($"/api/sessions/{session}/status")).Succeeded("获取会话状态成功");

    public static async Task<string> StateAsync(this ParleyHost host, string session) => (await host.StatusAsync(session)).Text("session_state");

    public static Task<Answer> UploadAsync(this ParleyHost host, string shop, int minutes, params (string Id, string Nick, string Content)[] messages) =>
        host.UploadAsync(shop, minutes, null, messages);

    public static Task<Answer> UploadAsync(
        this ParleyHost host, string shop, int minutes, string? key, params (string Id, string Nick, string Content)[] messages) =>
        host.PostAsync(
            "/api/messages/batch",
            new
            {
                shop_name = shop,
                max_inactive_minutes = minutes,
                messages = messages.Select(message => new { id = message.Id, nick = message.Nick, content = message.Content, time = "2025-07-18T10:00:00" }),
            },
            key is null ? [] : [("Idempotency-Key", key)]);

    public static JsonElement Uploaded(this Answer answer, int processed, int skipped, string operations)
    {
        var data = answer.Succeeded("消息批处理成功");
        Assert.Equal(
            (processed, skipped, operations),
            (data.GetProperty("processed_messages").GetInt32(), data.GetProperty("skipped_messages").GetInt32(),
                string.Join(',', data.GetProperty("session_operations").EnumerateArray())));
        return data;
    }

    /// <summary>The messages of a session, as instant messaging lists them.</summary>
    public static async Task<IReadOnlyList<(string From, string Content)>> ConversationAsync(this ParleyHost host, string session) =>
        [.. (await host.ListMessagesAsync(session)).GetProperty("messages").EnumerateArray()
            .Select(message => (message.Text("from_user_id"), message.Text("msg_content")))];

    public static JsonElement Succeeded(this Answer answer, string message)
    {
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(["success", "message", "data", "error_code"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.True(answer.Json.GetProperty("success").GetBoolean(), answer.Text);
        Assert.Equal(message, answer.Json.Text("message"));
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("error_code").ValueKind);
        return answer.Json.GetProperty("data");
    }

    public static JsonElement Failed(this Answer answer, string message, string errorCode, int status = 200)
    {
        Assert.True(answer.Status == status, answer.Text);
        Assert.Equal(["success", "message", "data", "error_code"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.False(answer.Json.GetProperty("success").GetBoolean(), answer.Text);
        Assert.Equal((message, errorCode), (answer.Json.Text("message"), answer.Json.Text("error_code")));
        return answer.Json.GetProperty("data");
    }

    public static string Text(this JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
