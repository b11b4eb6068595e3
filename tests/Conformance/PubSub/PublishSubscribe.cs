using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapr;
using Dapr.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Parley.Conformance.PubSub;

public abstract class PublishSubscribe(Platform platform) : IAsyncLifetime
{
    private readonly ConcurrentQueue<Parcel> received = new();
    private WebApplication app = null!;
    private int failures;

    private DaprClient Client => app.Services.GetRequiredService<DaprClient>();

    public async Task InitializeAsync() => app = await platform.StartAsync(builder => builder.Services.AddDaprClient(), Map);

    public async Task DisposeAsync() => await platform.DisposeAsync();

    [SkippableFact]
    public async Task Events_arrive_unwrapped_in_publish_order()
    {
        var sent = Enumerable.Range(0, 100).Select(number => new Parcel(number, "茶")).ToList();
        foreach (var parcel in sent)
        {
            await Client.PublishEventAsync("events", "parcels", parcel);
        }

        await Deadline.Until(() => received.Count == 100, "all events arrive");
        Assert.Equal(sent, platform.BesideDaprd ? received.OrderBy(parcel => parcel.Number) : received);
    }

    [SkippableFact]
    public async Task An_event_whose_handler_fails_comes_again_before_the_next()
    {
        Skip.If(platform.BesideDaprd, "When a broker sends again, and whether, is the component's own.");
        failures = 2;
        await Client.PublishEventAsync("events", "parcels", new Parcel(1, "a"));
        await Client.PublishEventAsync("events", "parcels", new Parcel(2, "b"));

        await Deadline.Until(() => received.Count == 2, "both events are received");
        Assert.Equal([1, 2], received.Select(parcel => parcel.Number));
    }

    [SkippableFact]
    public async Task An_event_whose_handler_never_succeeds_does_not_stop_the_topic()
    {
        await Client.PublishEventAsync("events", "broken", new Parcel(1, "a"));
        await Client.PublishEventAsync("events", "broken", new Parcel(2, "b"));

        await Deadline.Until(() => received.Any(parcel => parcel.Number == 2), "the second event arrives");
    }

    [SkippableFact]
    public async Task Every_endpoint_of_a_topic_receives_its_events()
    {
        Skip.IfNot(platform.Embedded, "A sidecar delivers to one route a topic.");
        await Client.PublishEventAsync("events", "shared", new Parcel(1, "a"));

        await Deadline.Until(() => received.Count == 2, "both endpoints receive the event");
    }

    [SkippableFact]
    public async Task A_topic_without_subscribers_takes_events() =>
        await Client.PublishEventAsync("events", "nobody", new Parcel(1, "a"));

    [SkippableFact]
    public async Task An_unknown_component_is_refused() =>
        await Assert.ThrowsAsync<DaprException>(() => Client.PublishEventAsync("no-such-component", "parcels", new Parcel(1, "a")));

    [SkippableFact]
    public async Task The_subscriptions_are_listed_once_a_topic()
    {
        using var http = platform.Caller(app);

        var listed = await http.GetFromJsonAsync<JsonElement>("/dapr/subscribe");

        Assert.Equal(
            """[{"topic":"broken","pubsubName":"events","route":"on/broken"},{"topic":"parcels","pubsubName":"events","route":"on/parcels"},{"topic":"shared","pubsubName":"events","route":"on/shared/first"}]""",
            listed.GetRawText());
    }

    [SkippableTheory]
    [InlineData("""{"datacontenttype":"application/json","data":{"a":1}}""", "application/json", """{"a":1}""")]
    [InlineData("""{"data":[1,2]}""", "application/json", "[1,2]")]
    [InlineData("""{"DATA":"text"}""", "application/json", "\"text\"")]
    [InlineData("""{"datacontenttype":"text/plain; charset=utf-16","data":"text"}""", "text/plain", "text")]
    [InlineData("""{"datacontenttype":"application/vnd.x+json","data":"text"}""", "application/vnd.x+json", "\"text\"")]
    [InlineData("""{"datacontenttype":"image/png","data_base64":"AQID"}""", "image/png", "\u0001\u0002\u0003")]
    [InlineData("""{"id":"1"}""", "", "")]
    public async Task An_envelope_that_Dapr_sends_is_unwrapped(string envelope, string contentType, string body)
    {
        var answer = await SendAsync(envelope);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"{contentType}|{body}", await answer.Content.ReadAsStringAsync());
    }

    [SkippableTheory]
    [InlineData("""{"data":1,"data_base64":"AQID"}""")]
    [InlineData("""{"data_base64":"not base64"}""")]
    [InlineData("{")]
    [InlineData("[]")]
    public async Task An_envelope_that_cannot_be_unwrapped_is_answered_400(string envelope)
    {
        var answer = await SendAsync(envelope);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private void Map(WebApplication built)
    {
        built.UseCloudEvents();
        built.MapSubscribeHandler();
        built.MapPost("/on/parcels", Receive).WithTopic("events", "parcels");
        built.MapPost("/on/shared/first", Receive).WithTopic("events", "shared");
        built.MapPost("/on/shared/second", Receive).WithTopic("events", "shared");
        built.MapPost("/on/broken", (Parcel parcel) =>
        {
            received.Enqueue(parcel);
            throw new InvalidOperationException("as told");
        }).WithTopic("events", "broken");
        built.MapPost("/echo", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            return Results.Text($"{request.ContentType}|{await reader.ReadToEndAsync()}");
        });
    }

    private IResult Receive(Parcel parcel)
    {
        if (failures > 0)
        {
            failures--;
            return failures == 0 ? TypedResults.StatusCode(503) : throw new InvalidOperationException("as told");
        }

        received.Enqueue(parcel);
        return TypedResults.Ok();
    }

    private async Task<HttpResponseMessage> SendAsync(string envelope)
    {
        using var http = new HttpClient();
        using var content = new StringContent(envelope, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
        return await http.PostAsync(new Uri($"{app.Urls.First()}/echo"), content);
    }
}
