using System.Net;
using System.Net.Http.Json;
using Parley.Hosting;
using Parley.Hosting.Sidecars;
using Xunit;

namespace Parley.Api.Tests.Host;

/// <summary>The service as a process of its own beside a sidecar.</summary>
public sealed class SidecarTests : IAsyncLifetime
{
    private static readonly DaprMode Mode = ParleyHost.DefaultMode == DaprMode.Embedded ? DaprMode.StandIn : ParleyHost.DefaultMode;

    private ParleyHost host = null!;

    public async Task InitializeAsync() => host = await ParleyHost.StartAsync(Mode);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Without_its_sidecar_the_service_answers_503_and_it_goes_on_when_there_is_one_again()
    {
        await host.PostMessageAsync("s", "before");

        await host.Sidecar!.KillAsync();
        using var refused = await SendAsync("meanwhile");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(host.At("/readyz")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host.At("/livez")));
        await host.Sidecar.StartAsync();

        await Eventually.TrueAsync(async () => await StatusAsync(host.At("/readyz")) == HttpStatusCode.OK, "the service is ready again");
        await host.PostMessageAsync("s", "after");
        await Eventually.TrueAsync(
            async () => (await host.ListMessagesAsync("s")).GetRawText() is var list && list.Contains("before", StringComparison.Ordinal) && list.Contains("after", StringComparison.Ordinal),
            "what was acknowledged is listed");
    }

    [Fact]
    public async Task The_first_line_of_the_log_says_which_way_and_a_stop_ends_with_0()
    {
        Assert.Contains("Dapr runs in a sidecar at ", host.Output.Split('\n')[0], StringComparison.Ordinal);

        await host.StopAsync();
    }

    [Fact]
    public async Task Contracts_and_callbacks_stand_on_listeners_of_their_own()
    {
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host.At("/dapr/config")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host.At("/dapr/subscribe")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(new Uri(host.Sidecar!.Callbacks, "/dapr/config")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(new Uri(host.Sidecar!.Callbacks, "/api/ai/records")));
    }

    private Task<HttpResponseMessage> SendAsync(string content) =>
        host.Client.PostAsJsonAsync(host.At("/api/message/send"), new { session_id = "s", content });

    private async Task<HttpStatusCode> StatusAsync(Uri address)
    {
        using var answer = await host.Client.GetAsync(address);
        return answer.StatusCode;
    }
}
