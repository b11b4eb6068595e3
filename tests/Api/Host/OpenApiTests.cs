using System.Text.Json;
using Xunit;

namespace Parley.Api.Tests.Host;

[Collection(nameof(DefaultHost))]
public sealed class OpenApiTests(DefaultHost fixture)
{
    [Fact]
    public async Task Every_route_is_described_and_nothing_else()
    {
        var routes = (await DocumentAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}"));

        Assert.Equal(
            [
                "delete /api/conversations/{conversation_id}",
                "delete /api/messages/{id}",
                "delete /api/staff/{id}",
                "delete /sessions/{session_id}",
                "get /",
                "get /api/ai/records",
                "get /api/conversations/export-all",
                "get /api/conversations/{conversation_id}",
                "get /api/conversations/{conversation_id}/export",
                "get /api/exports/{export_id}",
                "get /api/exports/{export_id}/summary",
                "get /api/message/list",
                "get /api/message/{message_id}",
                "get /api/messages",
                "get /api/messages/stream",
                "get /api/messages/{id}",
                "get /api/sessions",
                "get /api/sessions/active",
                "get /api/sessions/stream",
                "get /api/sessions/{id}",
                "get /api/sessions/{session_id}/status",
                "get /api/staff",
                "get /api/staff/{id}",
                "get /api/stats",
                "get /api/tasks/dead",
                "get /api/tasks/next_id",
                "get /api/tasks/pending",
                "get /api/tasks/{task_id}/send_info",
                "get /health",
                "get /healthz",
                "get /history",
                "get /livez",
                "get /readyz",
                "get /sessions",
                "get /sessions/{session_id}",
                "get /sessions/{session_id}/history",
                "get /ws/{user_id}",
                "post /api/chat",
                "post /api/chat-stream",
                "post /api/message/send",
                "post /api/messages",
                "post /api/messages/batch",
                "post /api/sessions/create",
                "post /api/sessions/{session_id}/complete",
                "post /api/staff",
                "post /chat",
                "post /sessions",
                "post /sessions/{session_id}/chat",
                "put /api/messages/{id}",
                "put /api/sessions/{id}",
                "put /api/staff/{id}",
            ],
            routes.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("post", "/api/message/send", "MessageView", "400,413,422,503")]
    [InlineData("get", "/api/message/list", "MessageList", "400,503")]
    [InlineData("get", "/api/message/{message_id}", "MessageView", "404,503")]
    [InlineData("get", "/api/ai/records", "RecordList", "400,503")]
    [InlineData("get", "/ws/{user_id}", null, "400,503")]
    public async Task Answers_and_errors_of_the_contract_are_described(string method, string path, string? success, string errors)
    {
        var responses = await OperationAsync(method, path, "responses");

        if (success is not null)
        {
            Assert.Equal(success, SchemaOf(responses.GetProperty("200")));
        }

        Assert.All(errors.Split(','), status => Assert.Equal("ErrorView", SchemaOf(responses.GetProperty(status))));
    }

    [Theory]
    [InlineData("post", "/api/message/send", "user_id:query,Idempotency-Key:header")]
    [InlineData("get", "/api/message/list", "session_id:query,page:query,page_size:query,order:query,cursor:query")]
    [InlineData("get", "/api/ai/records", "session_id:query,page:query,page_size:query,order:query,cursor:query")]
    [InlineData("get", "/api/message/{message_id}", "message_id:path")]
    [InlineData("get", "/ws/{user_id}", "user_id:path,after:query")]
    public async Task Parameters_of_the_contract_are_described(string method, string path, string parameters)
    {
        var described = (await OperationAsync(method, path, "parameters")).EnumerateArray().ToList();

        Assert.Equal(parameters, string.Join(',', described.Select(parameter => $"{parameter.GetProperty("name")}:{parameter.GetProperty("in")}")));
        Assert.All(described, parameter => Assert.Equal(
            parameter.GetProperty("in").GetString() == "path" || parameter.GetProperty("name").GetString() == "session_id",
            parameter.TryGetProperty("required", out var required) && required.GetBoolean()));
    }

    [Fact]
    public async Task Bodies_of_the_contract_are_described()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");

        Assert.Equal("SendRequest", SchemaOf(await OperationAsync("post", "/api/message/send", "requestBody")));
        Assert.Equal(["content", "session_id"], Members(schemas, "SendRequest"));
        Assert.Equal(["code", "message", "timestamp"], Members(schemas, "ErrorView"));
        Assert.Equal(["messages", "total", "page", "page_size", "next_cursor"], Members(schemas, "MessageList"));
        Assert.Equal(["records", "total", "page", "page_size", "next_cursor"], Members(schemas, "RecordList"));
        Assert.Equal(["id", "message_id", "session_id", "from_user_id", "msg_type", "msg_content", "created_at"], Members(schemas, "MessageView"));
        Assert.Equal(
            ["id", "record_id", "session_id", "user_message_id", "ai_message_id", "status", "duration_ms", "error_message", "created_at"],
            Members(schemas, "RecordView"));
        Assert.Equal("integer", schemas.GetProperty("MessageView").GetProperty("properties").GetProperty("id").GetProperty("type").GetString());
    }

    private static IEnumerable<string> Members(JsonElement schemas, string name) =>
        schemas.GetProperty(name).GetProperty("properties").EnumerateObject().Select(member => member.Name);

    private static string SchemaOf(JsonElement described) =>
        described.GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1];

    private async Task<JsonElement> OperationAsync(string method, string path, string part) =>
        (await DocumentAsync()).GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty(part);

    private async Task<JsonElement> DocumentAsync() => (await fixture.Host.GetAsync("/openapi/v1.json")).Json;
}
