using System.Net.Http.Headers;
using System.Text;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AgentSessions;

[Collection(nameof(AgentHost))]
public sealed class SessionTests(AgentHost fixture)
{
    [Fact]
    public async Task A_new_session_is_empty_and_is_shown_the_same_when_it_is_read()
    {
        var created = await fixture.Host.PostAsync(Agent.Sessions, "");

        var session = created.Shown();
        Assert.Equal(["id", "name", "created_at", "updated_at", "agent_state", "messages_count"], session.Names());
        Assert.True(Guid.TryParseExact(session.GetProperty("id").GetString(), "D", out _));
        Assert.Equal(("新会话", "{}", 0), (session.GetProperty("name").GetString(), session.GetProperty("agent_state").GetRawText(), session.GetProperty("messages_count").GetInt32()));
        Assert.Equal(session.GetProperty("created_at").GetString(), session.GetProperty("updated_at").GetString());
        var here = DateTime.Parse(session.GetProperty("created_at").GetString()!, null, System.Globalization.DateTimeStyles.None);
        Assert.InRange(here - DateTime.UtcNow.AddHours(8), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
        Assert.Equal(created.Text, (await fixture.Host.GetAsync($"{Agent.Sessions}/{session.GetProperty("id").GetString()}")).Text);
    }

    [Theory]
    [InlineData("""{"name":"退货 🙂"}""", "退货 🙂")]
    [InlineData("""{"name":null}""", "新会话")]
    [InlineData("""{"name":" "}""", "新会话")]
    [InlineData("""{"title":"x"}""", "新会话")]
    [InlineData("[1]", "新会话")]
    [InlineData("{", "新会话")]
    [InlineData("\"name\"", "新会话")]
    public async Task A_name_in_an_object_is_honoured_and_any_other_body_ignored(string body, string name) =>
        Assert.Equal(name, (await fixture.Host.PostAsync(Agent.Sessions, body)).Shown().GetProperty("name").GetString());

    [Fact]
    public async Task A_body_of_another_type_is_ignored()
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("name=x"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");

        Assert.Equal("新会话", (await fixture.Host.AskAsync(HttpMethod.Post, Agent.Sessions, content)).Shown().GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused()
    {
        (await fixture.Host.PostAsync(Agent.Sessions, """{"name":7}""")).Invalid(("string_type", "body.name"));
        (await fixture.Host.PostAsync(Agent.Sessions, new { name = new string('x', 257) })).Invalid(("value_error", "body.name"));
    }

    [Fact]
    public async Task Sessions_are_listed_by_latest_activity()
    {
        var (first, second, third) = (await fixture.Host.CreateAsync(), await fixture.Host.CreateAsync(), await fixture.Host.CreateAsync());
        Assert.Equal([third, second, first], (await fixture.Host.ListAsync()).Take(3));

        (await fixture.Host.AskAsync(first)).Shown();

        Assert.Equal([first, third], await fixture.Host.ListAsync("?limit=2"));
        Assert.Equal([third, second], await fixture.Host.ListAsync("?limit=2&offset=1"));
        Assert.Empty(await fixture.Host.ListAsync("?offset=2000000000"));
    }

    [Fact]
    public async Task Ten_are_listed_unless_more_are_asked_for_and_no_session_of_another_contract()
    {
        for (var i = 0; i < 11; i++)
        {
            await fixture.Host.CreateAsync();
        }

        var foreign = Guid.NewGuid().ToString();
        await fixture.Host.PostMessageAsync(foreign, "hi");

        Assert.Equal(10, (await fixture.Host.ListAsync()).Count);
        Assert.DoesNotContain(foreign, await fixture.Host.ListAsync("?limit=100"));
        Assert.Equal("新会话", (await fixture.Host.SessionAsync(foreign)).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("limit=0", "value_error", "query.limit")]
    [InlineData("limit=101", "value_error", "query.limit")]
    [InlineData("limit=x", "int_parsing", "query.limit")]
    [InlineData("limit=", "int_parsing", "query.limit")]
    [InlineData("offset=-1", "value_error", "query.offset")]
    [InlineData("offset=1.5", "int_parsing", "query.offset")]
    public async Task A_bad_parameter_is_refused_by_name(string query, string type, string place) =>
        (await fixture.Host.GetAsync($"{Agent.Sessions}?{query}")).Invalid((type, place));

    [Fact]
    public async Task An_id_may_be_written_in_any_form_of_a_uuid()
    {
        var id = Guid.Parse(await fixture.Host.CreateAsync("forms"));

        foreach (var form in new[] { id.ToString("D"), id.ToString("N"), id.ToString("D").ToUpperInvariant(), id.ToString("N").ToUpperInvariant() })
        {
            Assert.Equal(id.ToString(), (await fixture.Host.SessionAsync(form)).GetProperty("id").GetString());
        }
    }

    [Fact]
    public async Task A_session_of_another_contract_is_found_by_the_text_of_its_id()
    {
        var id = Guid.NewGuid().ToString().ToUpperInvariant();
        await fixture.Host.PostMessageAsync(id, "hi");

        Assert.Equal(id, (await fixture.Host.SessionAsync(id)).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/history")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/chat")]
    public async Task Unknown_ids_are_404_and_texts_that_are_no_uuid_422(string method, string suffix)
    {
        HttpContent? Content() => method == "POST" ? Requests.Json("""{"source":"user","content":"hi"}""") : null;

        (await fixture.Host.AskAsync(new HttpMethod(method), $"{Agent.Sessions}/{Guid.NewGuid()}{suffix}", Content())).Refuses(404, "会话不存在");
        (await fixture.Host.AskAsync(new HttpMethod(method), $"{Agent.Sessions}/no-uuid{suffix}", Content())).Invalid(("value_error", "path.session_id"));
        (await fixture.Host.AskAsync(new HttpMethod(method), $"{Agent.Sessions}/{{{Guid.NewGuid()}}}{suffix}", Content())).Invalid(("value_error", "path.session_id"));
    }

    [Fact]
    public async Task A_deleted_session_is_gone_with_its_messages()
    {
        var id = await fixture.Host.CreateAsync();
        (await fixture.Host.AskAsync(id)).Shown();

        var deleted = await fixture.Host.AskAsync(HttpMethod.Delete, $"{Agent.Sessions}/{id}", null);

        Assert.Equal("""{"success":true,"message":"会话已删除"}""", deleted.Text);
        (await fixture.Host.GetAsync($"{Agent.Sessions}/{id}")).Refuses(404, "会话不存在");
        (await fixture.Host.GetAsync($"{Agent.Sessions}/{id}/history")).Refuses(404, "会话不存在");
        (await fixture.Host.AskAsync(id)).Refuses(404, "会话不存在");
        Assert.DoesNotContain(id, await fixture.Host.ListAsync("?limit=100"));
        Assert.Equal(0, (await fixture.Host.ListMessagesAsync(id)).GetProperty("total").GetInt32());
        (await fixture.Host.AskAsync(HttpMethod.Delete, $"{Agent.Sessions}/{id}", null)).Refuses(404, "会话不存在");
    }
}
