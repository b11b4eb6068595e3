using System.Text.Json;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

[Collection(nameof(DefaultHost))]
public sealed class OpenApiTests(DefaultHost fixture)
{
    [Theory]
    [InlineData("post", "/api/messages", 201, "InfoDataOfInfoMessage", "400,413,422,503", "Idempotency-Key:header")]
    [InlineData("get", "/api/messages", 200, "InfoPageOfInfoMessage", "400,503", "page,pageSize,cursor,robotId,sessionId,senderId,messageType,channel,startDate,endDate,sortBy,sortOrder")]
    [InlineData("get", "/api/messages/stream", 200, null, "400,503", "robotId,sessionId,channel,lastEventId")]
    [InlineData("get", "/api/messages/{id}", 200, "InfoDataOfInfoMessage", "404,503", "id:path")]
    [InlineData("put", "/api/messages/{id}", 200, "InfoDataOfInfoMessage", "400,404,413,503", "id:path")]
    [InlineData("delete", "/api/messages/{id}", 200, "InfoDone", "404,503", "id:path")]
    [InlineData("get", "/api/sessions", 200, "InfoPageOfInfoSession", "400,503", "page,pageSize,cursor,robotId,status,userId,channel,tag,startDate,endDate")]
    [InlineData("get", "/api/sessions/active", 200, "InfoActiveSessions", "400,503", "robotId,limit")]
    [InlineData("get", "/api/sessions/stream", 200, null, "400,503", "robotId,sessionId,channel,lastEventId")]
    [InlineData("get", "/api/sessions/{id}", 200, "InfoDataOfInfoSession", "404,503", "id:path")]
    [InlineData("put", "/api/sessions/{id}", 200, "InfoDataOfInfoSession", "400,404,413,503", "id:path")]
    [InlineData("get", "/api/staff", 200, "InfoPageOfInfoStaff", "400,503", "page,pageSize,cursor,platform,search,status")]
    [InlineData("post", "/api/staff", 201, "InfoDataOfInfoStaff", "400,409,413,422,503", "Idempotency-Key:header")]
    [InlineData("get", "/api/staff/{id}", 200, "InfoDataOfInfoStaff", "404,503", "id:path")]
    [InlineData("put", "/api/staff/{id}", 200, "InfoDataOfInfoStaff", "400,404,409,413,503", "id:path")]
    [InlineData("delete", "/api/staff/{id}", 200, "InfoDone", "404,503", "id:path")]
    [InlineData("get", "/api/stats", 200, "InfoDataOfInfoStatistics", "400,503", "startDate,endDate,robotId,channel")]
    public async Task Parameters_answers_and_errors_are_described(string method, string path, int status, string? success, string errors, string parameters)
    {
        var operation = (await DocumentAsync()).GetProperty("paths").GetProperty(path).GetProperty(method);

        var responses = operation.GetProperty("responses");
        Assert.Equal(success, success is null ? null : SchemaOf(responses.GetProperty($"{status}")));
        Assert.Equal(errors, string.Join(',', responses.EnumerateObject().Select(response => response.Name).Where(name => name != $"{status}")));
        Assert.All(errors.Split(','), error => Assert.Equal("InfoFailure", SchemaOf(responses.GetProperty(error))));
        Assert.Equal(
            parameters.Split(',').Select(parameter => parameter.Contains(':', StringComparison.Ordinal) ? parameter : parameter + ":query"),
            operation.GetProperty("parameters").EnumerateArray().Select(parameter => $"{parameter.GetProperty("name")}:{parameter.GetProperty("in")}"));
    }

    [Theory]
    [InlineData("ReportRequest", "robotId,sessionId,senderId,senderName,content,messageType,senderAvatar,senderType,metadata", "robotId,sessionId,senderId,senderName,content,messageType")]
    [InlineData("MessageChange", "aiResponse,aiResponseTime,confidence,humanIntervened,satisfactionScore,metadata", "")]
    [InlineData("SessionChange", "status,tags,metadata", "")]
    [InlineData("StaffRequest", "platform,platformUserId,name,id,status,roles,tags,metadata", "platform,platformUserId,name")]
    [InlineData("StaffChange", "platform,platformUserId,name,status,roles,tags,metadata", "")]
    [InlineData("InfoFailure", "success,error", null)]
    public async Task Bodies_are_described(string name, string members, string? required)
    {
        var schema = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty(name);

        Assert.Equal(members, string.Join(',', schema.GetProperty("properties").EnumerateObject().Select(member => member.Name)));
        if (required is not null)
        {
            Assert.Equal(required, schema.TryGetProperty("required", out var named) ? string.Join(',', named.EnumerateArray()) : "");
        }
    }

    private static string SchemaOf(JsonElement described) =>
        described.GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1];

    private async Task<JsonElement> DocumentAsync() => (await fixture.Host.GetAsync("/openapi/v1.json")).Json;
}
