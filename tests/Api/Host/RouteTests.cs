using Xunit;

namespace Parley.Api.Tests.Host;

[Collection(nameof(DefaultHost))]
public sealed class RouteTests(DefaultHost fixture)
{
    [Theory]
    [InlineData("/api/message")]
    [InlineData("/api/message/")]
    [InlineData("/api/message/a/b")]
    [InlineData("/api/ai")]
    [InlineData("/api/ai/record")]
    [InlineData("/ws")]
    [InlineData("/ws/a/b")]
    public async Task An_unknown_route_of_the_contract_has_its_error_shape(string path)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete })
        {
            (await fixture.Host.AskAsync(method, path, null)).IsError(404, 404);
        }
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/api")]
    [InlineData("/api/messagebox")]
    [InlineData("/ai/records")]
    [InlineData("/wsx/u")]
    public async Task An_unknown_route_of_no_contract_is_plainly_not_found(string path)
    {
        var answer = await fixture.Host.GetAsync(path);

        Assert.Equal((404, """{"detail":"Not Found"}"""), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("GET", "/api/message/send", "POST", 405)]
    [InlineData("PUT", "/api/message/send", "POST", 405)]
    [InlineData("DELETE", "/api/message/send", "POST", 405)]
    [InlineData("POST", "/api/message/list", "GET", 405)]
    [InlineData("PATCH", "/api/message/msg_20250127120000_abc12345", "GET", 405)]
    [InlineData("DELETE", "/api/ai/records", "GET", 405)]
    [InlineData("OPTIONS", "/api/ai/records", "GET", 405)]
    [InlineData("POST", "/ws/u", "GET", 405)]
    public async Task A_wrong_method_says_which_is_right(string method, string path, string allow, int status)
    {
        var answer = await fixture.Host.AskAsync(new HttpMethod(method), path, null);

        answer.IsError(status, status, "请求方法不支持");
        Assert.Contains(allow, answer.Headers["allow"].Split(", "));
    }

    [Fact]
    public async Task A_wrong_method_on_a_path_of_no_contract_says_which_is_right()
    {
        var answer = await fixture.Host.PostAsync("/readyz", "{}");

        Assert.Equal((405, """{"detail":"Method Not Allowed"}""", "GET"), (answer.Status, answer.Text, answer.Headers["allow"]));
    }

    [Theory]
    [InlineData("GET /api/message/%zz", 404)]
    [InlineData("GET /api/message/%", 404)]
    [InlineData("GET /api/message/%ff%fe", 404)]
    [InlineData("GET /api/message/%E6%B6%88", 404)]
    [InlineData("GET /api/message/list?session_id=%", 200)]
    [InlineData("GET /api/message/list?session_id=%zz", 200)]
    [InlineData("GET /api/message/list?session_id=%ff", 200)]
    [InlineData("GET /api/message/list?&&=&session_id=s&&", 200)]
    [InlineData("GET /api/message/%00", 400)]
    [InlineData("GET /api/message/消息", 400)]
    public async Task Bad_percent_encoding_is_never_a_fault(string requestLine, int status) =>
        Assert.Equal(status, (await RawHttp.SendAsync(fixture.Host, requestLine)).Status);

    [Fact]
    public async Task A_request_line_that_is_too_long_is_refused() =>
        Assert.InRange((await RawHttp.SendAsync(fixture.Host, "GET /api/message/list?session_id=" + new string('s', 9000))).Status, 400, 499);
}
