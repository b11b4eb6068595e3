using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AutoSession;

[Collection(nameof(SharedRobotHost))]
public sealed class ValidationTests(SharedRobotHost fixture)
{
    private const string Create = "/api/sessions/create";
    private const string Batch = "/api/messages/batch";
    private const string Valid = """{"account_id":"a","shop_id":"1","shop_name":"s","task_type":"auto_bargain","external_task_id":"x","send_content":""}""";

    [Fact]
    public async Task Every_failing_field_is_named()
    {
        var answer = await fixture.Host.PostAsync(Create, """{"account_id":" ","shop_id":1,"shop_name":"","task_type":"auto","level":"level9","platform":null,"max_inactive_minutes":"soon","send_url":5}""");

        Assert.Equal(422, answer.Status);
        Assert.Equal(
            [
                "value_error account_id", "string_type shop_id", "value_error shop_name", "enum task_type", "missing external_task_id",
                "missing send_content", "string_type platform", "enum level", "string_type send_url", "int_parsing max_inactive_minutes",
            ],
            answer.Json.GetProperty("detail").EnumerateArray().Select(error => $"{error.Text("type")} {error.GetProperty("loc")[1]}"));
        Assert.All(answer.Json.GetProperty("detail").EnumerateArray(), error =>
            Assert.Equal(["type", "loc", "msg"], error.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(
            "Input should be 'level1', 'level2', 'level3', 'level4' or 'level5'",
            answer.Json.GetProperty("detail").EnumerateArray().Single(error => error.GetProperty("loc")[1].GetString() == "level").Text("msg"));
    }

    [Theory]
    [InlineData(Create, "{", "json_invalid")]
    [InlineData(Create, "", "json_invalid")]
    [InlineData(Create, "[]", "model_attributes_type")]
    [InlineData(Create, "7", "model_attributes_type")]
    [InlineData("/api/sessions/sess_000000000001/complete", "null", "model_attributes_type")]
    [InlineData("/api/sessions/sess_000000000001/complete", "{}", "missing")]
    [InlineData("/api/sessions/sess_000000000001/complete", """{"success":"maybe"}""", "bool_parsing")]
    [InlineData("/api/sessions/sess_000000000001/complete", """{"success":null}""", "bool_parsing")]
    [InlineData("/api/sessions/sess_000000000001/complete", """{"success":true,"error_message":5}""", "string_type")]
    [InlineData("/api/sessions/sess_000000000001/complete", """{"success":true,"lease":"x"}""", "int_parsing")]
    [InlineData(Batch, """{"shop_name":"s"}""", "missing")]
    [InlineData(Batch, """{"messages":[]}""", "missing")]
    [InlineData(Batch, """{"shop_name":"\t","messages":[]}""", "value_error")]
    [InlineData(Batch, """{"shop_name":"s","messages":{}}""", "value_error")]
    [InlineData(Batch, """{"shop_name":"\ud800","messages":[]}""", "string_type")]
    public async Task A_bad_body_is_refused_by_type(string path, string body, string type)
    {
        var answer = await fixture.Host.PostAsync(path, body);

        Assert.Equal((422, type), (answer.Status, answer.Json.GetProperty("detail")[0].Text("type")));
    }

    [Fact]
    public async Task Another_content_type_is_bad_input()
    {
        using var content = new StringContent(Valid);

        var answer = await fixture.Host.AskAsync(HttpMethod.Post, Create, content);

        Assert.Equal((422, "model_attributes_type"), (answer.Status, answer.Json.GetProperty("detail")[0].Text("type")));
    }

    [Fact]
    public async Task More_than_1000_messages_are_refused()
    {
        var answer = await fixture.Host.PostAsync(Batch, new { shop_name = "s", messages = Enumerable.Repeat(1, 1001) });

        Assert.Equal((422, "value_error"), (answer.Status, answer.Json.GetProperty("detail")[0].Text("type")));
    }

    [Fact]
    public async Task Minutes_may_be_digits_in_a_string_and_members_that_nobody_knows_are_ignored()
    {
        var body = Valid.Replace("\"s\"", $"\"{Robot.NewShop()}\"", StringComparison.Ordinal).Replace("}", ""","max_inactive_minutes":" 30 ","more":{"deep":[1]}}""", StringComparison.Ordinal);

        (await fixture.Host.PostAsync(Create, body)).Succeeded("会话任务创建成功");
    }

    [Theory]
    [InlineData("GET", "/api/tasks", 404)]
    [InlineData("GET", "/api/tasks/5566", 404)]
    [InlineData("POST", "/api/tasks/5566/send", 404)]
    [InlineData("GET", "/api/sessions/create", 405)]
    [InlineData("POST", "/api/tasks/next_id", 405)]
    [InlineData("GET", "/api/messages/batch", 405)]
    [InlineData("GET", "/api/sessions/x/complete", 405)]
    public async Task Unknown_paths_and_wrong_methods_say_so(string method, string path, int status)
    {
        var answer = await fixture.Host.AskAsync(new HttpMethod(method), path, null);

        Assert.Equal((status, status == 404 ? """{"detail":"Not Found"}""" : """{"detail":"Method Not Allowed"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_in_the_contracts_shape() =>
        (await fixture.Host.PostAsync(Batch, new string(' ', 1024 * 1024 + 1))).Failed("请求体过大", "PAYLOAD_TOO_LARGE", 413);

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("x")]
    public async Task A_limit_is_1_to_1000(string limit) =>
        Assert.Equal(422, (await fixture.Host.GetAsync($"/api/tasks/pending?limit={limit}")).Status);
}
