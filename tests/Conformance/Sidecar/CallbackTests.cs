using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Conformance.Actors;
using Xunit;

namespace Parley.Conformance.Sidecar;

/// <summary>Who reaches what on the two listeners of an application beside a sidecar.</summary>
public sealed class CallbackTests : IAsyncLifetime
{
    private readonly SidecarPlatform platform = new();
    private WebApplication app = null!;
    private HttpClient dapr = null!;

    public static TheoryData<string, string> Callbacks => new()
    {
        { "GET", "/dapr/config" },
        { "GET", "/dapr/subscribe" },
        { "PUT", "/actors/ProbeActor/a/method/Increment" },
        { "PUT", "/actors/ProbeActor/a/method/remind/tea" },
        { "DELETE", "/actors/ProbeActor/a" },
        { "POST", "/on/parcels" },
    };

    public async Task InitializeAsync()
    {
        app = await platform.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(new Stage());
                builder.Services.AddActors(options =>
                {
                    options.UseJsonSerialization = true;
                    options.ActorIdleTimeout = TimeSpan.FromMinutes(90);
                    options.DrainOngoingCallTimeout = TimeSpan.FromSeconds(10);
                    options.DrainRebalancedActors = true;
                    options.Actors.RegisterActor<ProbeActor>();
                    options.Actors.RegisterActor<AlarmActor>();
                });
            },
            built =>
            {
                built.MapSubscribeHandler();
                built.MapPost("/on/parcels", () => { }).WithTopic("events", "parcels");
                built.MapGet("/contract", () => "public");
                built.MapPost("/contract", () => "public");
            });
        dapr = platform.Caller(app);
    }

    public async Task DisposeAsync()
    {
        dapr.Dispose();
        await platform.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Callbacks))]
    public async Task A_callback_answers_whoever_has_the_token(string method, string path) =>
        Assert.Equal(HttpStatusCode.OK, await SendAsync(dapr, method, path));

    [Theory]
    [MemberData(nameof(Callbacks))]
    [InlineData("GET", "/healthz")]
    [InlineData("GET", "/nothing")]
    public async Task A_callback_without_the_token_or_with_another_is_refused(string method, string path)
    {
        using var stranger = new HttpClient { BaseAddress = dapr.BaseAddress };
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(stranger, method, path));

        stranger.DefaultRequestHeaders.Add("dapr-api-token", "of the applicatioN");
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(stranger, method, path));
    }

    [Theory]
    [MemberData(nameof(Callbacks))]
    public async Task The_public_listener_knows_no_callback(string method, string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), DefaultRequestHeaders = { { "dapr-api-token", "of the application" } } };

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(client, method, path));
    }

    [Theory]
    [InlineData("GET", "/contract")]
    [InlineData("POST", "/contract")]
    public async Task The_callback_listener_knows_no_route_of_the_application(string method, string path) =>
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(dapr, method, path));

    [Fact]
    public async Task The_callback_listener_says_that_it_is_healthy() => Assert.Equal(HttpStatusCode.OK, await SendAsync(dapr, "GET", "/healthz"));

    [Fact]
    public async Task The_configuration_names_the_actor_types_and_how_they_are_kept() => Assert.Equal(
        """{"entities":["ProbeActor","AlarmActor"],"actorIdleTimeout":"1h30m0s0ms","drainOngoingCallTimeout":"0h0m10s0ms","drainRebalancedActors":true,"reentrancy":{"enabled":false}}""",
        await dapr.GetStringAsync(new Uri("/dapr/config", UriKind.Relative)));

    [Theory]
    [InlineData("/actors/NoSuchActor/a/method/Increment", "", HttpStatusCode.NotFound)]
    [InlineData("/actors/ProbeActor/a/method/NoSuchMethod", "", HttpStatusCode.NotFound)]
    [InlineData("/actors/ProbeActor/a/method/Enter", "", HttpStatusCode.BadRequest)]
    [InlineData("/actors/ProbeActor/a/method/Enter", "[]", HttpStatusCode.BadRequest)]
    [InlineData("/actors/ProbeActor/a/method/Enter", """{"value":{}}""", HttpStatusCode.BadRequest)]
    [InlineData("/actors/ProbeActor/a/method/Enter", """{"value":{"number":"x"}}""", HttpStatusCode.BadRequest)]
    [InlineData("/actors/AlarmActor/a/method/remind/tea", "{", HttpStatusCode.BadRequest)]
    [InlineData("/actors/AlarmActor/a/method/remind/tea", """{"data":"not base64"}""", HttpStatusCode.BadRequest)]
    public async Task A_call_that_makes_no_sense_is_refused(string path, string body, HttpStatusCode expected) =>
        Assert.Equal(expected, await SendAsync(dapr, "PUT", path, body));

    [Fact]
    public async Task A_call_has_the_form_that_the_official_SDK_gives_it()
    {
        using var body = new StringContent("""{"value":{"left":"a","right":7,"order":{"customer":"Ada","items":[],"placed":null}}}""");
        using var answer = await dapr.PutAsync(new Uri("/actors/ProbeActor/a/method/Join", UriKind.Relative), body);

        Assert.Equal("""{"value":{"retVal":"a-7-Ada"}}""", await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body ?? "{}", Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
