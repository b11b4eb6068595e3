using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

[Collection(nameof(CenterHost))]
public sealed class RouteTests(CenterHost fixture)
{
    [Theory]
    [InlineData("/api/messages/a/b")]
    [InlineData("/api/messages/batch/x")]
    [InlineData("/api/sessions/a/messages")]
    [InlineData("/api/staff/a/b")]
    [InlineData("/api/stats/a")]
    public async Task An_unknown_route_of_the_contract_has_its_error_shape(string path) => (await fixture.Host.GetAsync(path)).Fails(404, "Not found");

    [Theory]
    [InlineData("/api/sessions/create")]
    [InlineData("/api/sessions/x/complete")]
    [InlineData("/api/messages/batch")]
    [InlineData("/api/message")]
    [InlineData("/api/tasks")]
    [InlineData("/api/statistics")]
    public async Task What_belongs_to_others_is_left_to_them(string path) =>
        Assert.DoesNotContain("success", (await fixture.Host.GetAsync(path)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("DELETE", "/api/messages", "GET,POST")]
    [InlineData("POST", "/api/messages/msg-1", "DELETE,GET,PUT")]
    [InlineData("POST", "/api/messages/stream", "GET")]
    [InlineData("PUT", "/api/messages/stream", "GET")]
    [InlineData("POST", "/api/sessions", "GET")]
    [InlineData("PUT", "/api/sessions/active", "GET")]
    [InlineData("DELETE", "/api/sessions/stream", "GET")]
    [InlineData("DELETE", "/api/sessions/x", "GET,PUT")]
    [InlineData("PUT", "/api/staff", "GET,POST")]
    [InlineData("POST", "/api/staff/x", "DELETE,GET,PUT")]
    [InlineData("POST", "/api/stats", "GET")]
    public async Task A_wrong_method_says_which_are_right(string method, string path, string allow)
    {
        var answer = await fixture.Host.AskAsync(new HttpMethod(method), path, null);

        answer.Fails(405, "Method not allowed");
        Assert.Equal(allow, string.Join(',', answer.Headers["allow"].Split(", ").Order(StringComparer.Ordinal)));
    }
}
