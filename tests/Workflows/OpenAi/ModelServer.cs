using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Workflows.Tests.OpenAi;

/// <summary>A server that speaks as a model's would, on a free port of the loopback. Each test writes its answers.</summary>
public sealed class ModelServer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly WebApplication app;
    private readonly ConcurrentQueue<ModelRequest> requests = new();
    private readonly TaskCompletionSource received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ModelServer(WebApplication app) => this.app = app;

    public IReadOnlyList<ModelRequest> Requests => [.. requests];

    public Uri BaseUrl => new($"{app.Urls.Single()}/v1");

    /// <summary>Completes when a request has come.</summary>
    public Task Received => received.Task.WaitAsync(Deadline);

    /// <summary>Completes when a client has hung up before the end of its answer.</summary>
    public Task Aborted => aborted.Task.WaitAsync(Deadline);

    /// <param name="answers">One a request, in this order; the last answers all that follow.</param>
    public static Task<ModelServer> StartAsync(params Answer[] answers)
    {
        var count = -1;
        return StartAsync(_ => answers[Math.Min(Interlocked.Increment(ref count), answers.Length - 1)]);
    }

    public static async Task<ModelServer> StartAsync(Func<ModelRequest, Answer> choose)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ModelServer(builder.Build());
        server.app.Run(context => server.AnswerAsync(context, choose));
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, Func<ModelRequest, Answer> choose)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        var request = new ModelRequest(
            context.Request.Method, context.Request.Path, context.Request.Headers.Authorization.FirstOrDefault(), body);
        requests.Enqueue(request);
        received.TrySetResult();
        try
        {
            await choose(request)(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            aborted.TrySetResult();
        }
    }
}
