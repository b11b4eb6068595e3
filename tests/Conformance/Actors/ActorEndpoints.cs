using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Parley.Conformance.Actors;

public abstract class ActorEndpoints(Platform platform) : IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await platform.DisposeAsync();

    [SkippableFact]
    public async Task The_health_of_the_application_is_at_healthz() => await AnswersAsync("Healthy", _ => { });

    [SkippableFact]
    public async Task A_health_route_of_the_application_wins() =>
        await AnswersAsync("my own", app => app.MapGet("/healthz", () => "my own"));

    private async Task AnswersAsync(string expected, Action<WebApplication> map)
    {
        var app = await platform.StartAsync(
            builder => builder.Services.AddActors(configure: null),
            built =>
            {
                built.MapActorsHandlers();
                map(built);
            });
        using var http = new HttpClient();
        var health = new Uri($"{app.Urls.First()}/healthz");
        await Deadline.Until(
            async () =>
            {
                using var answer = await http.GetAsync(health);
                return await answer.Content.ReadAsStringAsync() == expected;
            },
            $"/healthz answers '{expected}'");
    }
}
