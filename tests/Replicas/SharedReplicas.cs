using Microsoft.AspNetCore.Http;
using Parley.Workflows.Tests.OpenAi;
using Xunit;

namespace Parley.Replicas.Tests;

/// <summary>Two replicas for tests that harm none of them, and a model's server that answers as the question says.</summary>
public sealed class SharedReplicas : IAsyncLifetime
{
    public const string Fails = "fail";
    public const string Begins = "您好";
    public const string Ends = "，四十八小时内发货";

    private ModelServer model = null!;

    internal TwoReplicas Replicas { get; private set; } = null!;

    /// <summary>Answers of which the first half was said and the second waits, by their questions.</summary>
    internal Dictionary<string, TaskCompletionSource> Gates { get; } = new(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        model = await ModelServer.StartAsync(request =>
            request.LastMessage == Fails ? Answers.Status(400)
            : Gates.TryGetValue(request.LastMessage!, out var gate) ? Gated(gate.Task)
            : request.Streamed ? Answers.Stream(Begins, Ends)
            : Answers.Whole(Begins + Ends));
        Replicas = await TwoReplicas.StartAsync(
            ("Ai__Provider", "openai"),
            ("Ai__OpenAi__BaseUrl", model.BaseUrl.ToString()),
            ("Ai__OpenAi__ApiKey", "key"),
            ("Ai__OpenAi__Model", "shop-1"),
            ("Ai__Satisfaction", "false"),
            ("Sessions__ReminderPeriod", "00:00:02"));
    }

    public async Task DisposeAsync()
    {
        await Replicas.DisposeAsync();
        await model.DisposeAsync();
    }

    private static Answer Gated(Task gate) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        await SayAsync(context, Answers.Piece(Begins));
        await gate.WaitAsync(context.RequestAborted);
        await SayAsync(context, Answers.Piece(Ends));
        await SayAsync(context, Answers.Finish);
        await SayAsync(context, "[DONE]");
    };

    private static async Task SayAsync(HttpContext context, string data)
    {
        await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
