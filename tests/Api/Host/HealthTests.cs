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
}
