using System.Diagnostics;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Parley.Api.Tests.Metrics;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.Tracing;

/// <summary>The service sends its spans to a collector, which tests are. Beside a sidecar, spans between its own are the sidecar's.</summary>
[Trait("Dapr", "embedded")]
public sealed class TraceTests
{
    private static readonly string[] Reply = ["activity GenerateReply", "workflow AiReplyWorkflow"];

    private readonly string traceId = ActivityTraceId.CreateRandom().ToHexString();
    private readonly string session = Conversation.NewSession();

    [Fact]
    public async Task A_request_its_turns_its_workflows_and_the_model_share_a_trace()
    {
        await using var collector = await Collector.StartAsync();
        await using var host = await ParleyHost.StartAsync(collector.Settings);

        await SendAsync(host, "怎么取消订单？");

        var trace = await collector.TraceAsync(
            traceId,
            ["SessionActor.AppendAsync", "pay debt", .. Reply, "chat knowledge", "activity JudgeSatisfaction", "SessionActor.JudgeAsync", "workflow SatisfactionWorkflow"],
            () => host.Output);
        Assert.Contains(trace, span => span.Attributes.GetValueOrDefault("url.path") == Requests.Send);
        Assert.Contains(trace, span => span.Attributes.GetValueOrDefault("session.id") == session);
        Assert.All(trace, span => Assert.True(span.ParentId == ClientSpan || trace.Any(parent => parent.Id == span.ParentId), $"{span} has no parent in its trace"));
        Assert.DoesNotContain("怎么取消订单？", collector.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_goes_on_with_its_trace_after_a_restart()
    {
        await using var collector = await Collector.StartAsync();
        await using var host = await ParleyHost.StartAsync([.. collector.Settings, ("Ai__Offline__Delay", "00:00:05"), ("Ai__Satisfaction", "false")]);
        await SendAsync(host, "hi");
        await Eventually.TrueAsync(
            async () => Scrape.Parse(await host.Client.GetStringAsync(host.At("/metrics"))).Samples
                .Any(sample => sample.Name == "parley_workflow_instances_total" && sample.Labels["status"] == "started"),
            "the workflow has started",
            evidence: () => host.Output);

        await host.KillAsync();
        Assert.DoesNotContain(collector.Spans, span => span.TraceId == traceId && Reply.Contains(span.Name));
        await host.StartAgainAsync();

        await collector.TraceAsync(traceId, Reply, () => host.Output);
    }

    [Fact]
    public async Task A_model_that_fails_shows_its_kind_of_failure_and_neither_key_nor_address()
    {
        await using var collector = await Collector.StartAsync();
        await using var host = await ParleyHost.StartAsync(
        [
            .. collector.Settings,
            ("Ai__Provider", "openai"), ("Ai__OpenAi__BaseUrl", "http://127.0.0.1:9/nobody"), ("Ai__OpenAi__ApiKey", "sk-secret-4711"), ("Ai__OpenAi__Model", "shop-1"),
        ]);

        await SendAsync(host, "怎么取消订单？");

        var trace = await collector.TraceAsync(traceId, [.. Reply, "chat shop-1", "activity RecordFailure"], () => host.Output);
        Assert.Contains(trace, span => span.Name == "chat shop-1" && span.Attributes.GetValueOrDefault("error.type") == "connection failed");
        Assert.All(["sk-secret-4711", "127.0.0.1:9", "nobody", "怎么取消订单？"], secret => Assert.DoesNotContain(secret, collector.Raw, StringComparison.Ordinal));
    }

    private string ClientSpan { get; } = ActivitySpanId.CreateRandom().ToHexString();

    private async Task SendAsync(ParleyHost host, string text)
    {
        var answer = await host.PostAsync(Requests.Send, new { session_id = session, content = text }, ("traceparent", $"00-{traceId}-{ClientSpan}-01"));
        Assert.Equal(200, answer.Status);
    }
}
