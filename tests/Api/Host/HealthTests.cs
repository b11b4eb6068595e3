using System.Globalization;
using System.Text.Json;
using Parley.Api.Tests.Metrics;
using Xunit;

namespace Parley.Api.Tests.Host;

[Collection(nameof(DefaultHost))]
public sealed class HealthTests(DefaultHost fixture)
{
    [Theory]
    [InlineData("localhost:8000")]
    [InlineData("parley.example:8000")]
    public async Task Health_on_port_8000_is_that_of_instant_messaging(string host)
    {
        var answer = await fixture.Host.GetAsync("/health", ("Host", host));

        Assert.Equal((200, """{"status":"ok","version":"1.0.0"}"""), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("localhost")]
    [InlineData("localhost:80")]
    public async Task Health_on_another_port_is_the_wide_one(string host)
    {
        var answer = await fixture.Host.GetAsync("/health", ("Host", host));

        Assert.Equal(200, answer.Status);
        Assert.Equal("healthy", answer.Json.GetProperty("status").GetString());
        Assert.Equal("1.0.0", answer.Json.GetProperty("version").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$", answer.Json.GetProperty("timestamp").GetString());
        Assert.Equal(["status", "timestamp", "version", "system"], answer.Json.EnumerateObject().Select(member => member.Name));
        IsSystem(answer.Json.GetProperty("system"));
    }

    [Fact]
    public async Task Health_on_port_5010_is_that_of_chat()
    {
        var answer = await fixture.Host.GetAsync("/health", ("Host", "chat.example:5010"));

        Assert.Equal(200, answer.Status);
        Assert.Equal(["status", "timestamp", "system"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("服务正常", answer.Json.GetProperty("status").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", answer.Json.GetProperty("timestamp").GetString());
        IsSystem(answer.Json.GetProperty("system"));
    }

    [Fact]
    public async Task Health_counts_the_sessions_that_are_active()
    {
        var before = await CountActiveAsync();

        await fixture.Host.PostMessageAsync($"health-{Guid.NewGuid():N}", "hi");

        Assert.Equal(before + 1, await CountActiveAsync());
    }

    [Fact]
    public async Task The_root_greets_as_Auto_Session() =>
        Assert.Equal("""{"message":"Auto Session API is running","version":"1.0.0"}""", (await fixture.Host.GetAsync("/")).Text);

    [Theory]
    [InlineData("/livez", "ok")]
    [InlineData("/healthz", "ok")]
    [InlineData("/readyz", "ready")]
    public async Task Probes_answer(string path, string status)
    {
        var answer = await fixture.Host.GetAsync(path);

        Assert.Equal((200, $$"""{"status":"{{status}}","reasons":[]}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Metrics_are_text_that_Prometheus_reads()
    {
        await fixture.Host.PostMessageAsync("metrics", "hi");

        var answer = await fixture.Host.GetAsync("/metrics");

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Headers["content-type"]);
        Assert.Contains(Scrape.Parse(answer.Text).Samples, sample =>
            sample.Name == "http_server_request_duration_seconds_count" && sample.Labels.GetValueOrDefault("http_route") == Requests.Send);
    }

    private static void IsSystem(JsonElement system)
    {
        Assert.Equal(["database", "cache", "active_sessions"], system.EnumerateObject().Select(member => member.Name));
        Assert.Equal("数据库连接正常", system.GetProperty("database").GetString());
        Assert.Matches("^缓存 [0-9]+ 条记录$", system.GetProperty("cache").GetString());
        Assert.Matches("^当前活动会话数量 [0-9]+ 条记录$", system.GetProperty("active_sessions").GetString());
    }

    private async Task<long> CountActiveAsync()
    {
        var text = (await fixture.Host.GetAsync("/health")).Json.GetProperty("system").GetProperty("active_sessions").GetString()!;
        return long.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
