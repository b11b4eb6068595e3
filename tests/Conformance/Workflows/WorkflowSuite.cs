using Dapr.Workflow;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Parley.Conformance.Workflows;

/// <summary>An application on a platform, with scripted workflows, that a test can stop and start again.</summary>
public abstract class WorkflowSuite(Platform platform) : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private WebApplication? app;

    protected DaprWorkflowClient Client => app!.Services.GetRequiredService<DaprWorkflowClient>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await platform.DisposeAsync();

    protected async Task StartAsync(
        Script script, TimeProvider? time = null, string? retention = null, Action<WorkflowRuntimeOptions>? also = null) =>
        app = await platform.StartAsync(builder =>
        {
            if (time is not null)
            {
                builder.Services.AddSingleton(time);
            }

            if (retention is not null)
            {
                builder.Configuration["Dapr:Workflow:Retention:Completed"] = retention;
                builder.Configuration["Dapr:Workflow:Retention:Failed"] = retention;
            }

            builder.Services.AddSingleton(script);
            builder.Services.AddDaprWorkflow(options =>
            {
                script.Register(options);
                also?.Invoke(options);
            });
        });

    /// <summary>For what the embedded runtime does itself and a sidecar does in ways of its own.</summary>
    protected void SkipBesideDaprd(string reason) => Skip.If(platform.BesideDaprd, reason);

    protected void SkipBesideASidecar(string reason) => Skip.IfNot(platform.Embedded, reason);

    protected async Task StopAsync(CancellationToken cancellation = default)
    {
        await platform.StopAsync(app!, cancellation);
        app = null;
    }

    /// <summary>Runs an instance to its end.</summary>
    protected async Task<WorkflowState> RunAsync(string workflow, string input = "") =>
        await EndAsync(await Client.ScheduleNewWorkflowAsync(workflow, input: input));

    protected async Task<WorkflowState> EndAsync(string id)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            return await Client.WaitForWorkflowCompletionAsync(id, cancellation: deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Instance '{id}' should have ended within {Deadline}.");
        }
    }

    protected static async Task UntilAsync(string expected, Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!await condition())
        {
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"Within {Deadline}: {expected}.");
            }

            await Task.Delay(5);
        }
    }

    protected static async Task<T> SoonAsync<T>(string expected, Task<T> task)
    {
        await UntilAsync(expected, () => Task.FromResult(task.IsCompleted));
        return await task;
    }

    /// <summary>Moves the clock step by step until the instance has ended.</summary>
    protected async Task<WorkflowState> EndAsync(string id, ManualTime time, TimeSpan step)
    {
        await UntilAsync($"instance '{id}' ends while the clock moves", async () =>
        {
            time.Advance(step);
            return (await Client.GetWorkflowStateAsync(id)).IsWorkflowCompleted;
        });
        return await EndAsync(id);
    }
}
