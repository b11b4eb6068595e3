using System.Net;
using System.Net.Http.Json;
using Parley.Hosting;
using Xunit;

namespace Parley.Replicas.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task As_long_as_placement_finds_no_actor_replicas_are_unready_and_answer_503_and_then_they_serve()
    {
        await using var replicas = await TwoReplicas.PrepareAsync();
        replicas.Placement.IsLate = true;
        var starting = replicas.StartAsync();
        foreach (var host in (ParleyHost[])[replicas.First.Host, replicas.Second.Host])
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(host.Output.Contains("The sidecar is ready", StringComparison.Ordinal) && host.Address.Port > 80),
                "the service listens and has found its sidecar",
                TimeSpan.FromSeconds(60),
                () => host.Output);
            using var ready = await host.Client.GetAsync(host.At("/readyz"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Contains("an actor round trip failed", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var refused = await host.Client.PostAsJsonAsync(host.At("/api/message/send"), new { session_id = "s", content = "hello" });
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        Assert.False(starting.IsCompleted);
        replicas.Placement.IsLate = false;

        await starting;
        await replicas.First.Host.PostMessageAsync("s", "hello");
        await replicas.Second.Host.PostMessageAsync("s", "again");
    }
}
