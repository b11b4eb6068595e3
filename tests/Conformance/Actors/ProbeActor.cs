using System.Diagnostics;
using Dapr.Actors.Runtime;

namespace Parley.Conformance.Actors;

public sealed class ProbeActor(ActorHost host, Stage stage) : Actor(host), IProbeActor, IDisposable
{
    private int count;
    private bool busy;

    public Task<int> Increment() => Task.FromResult(++count);

    public async Task Enter(int number)
    {
        stage.Report(busy ? "overlap" : $"{number}");
        busy = true;
        await Task.Yield();
        busy = false;
    }

    public async Task Hold(string gate)
    {
        stage.Report($"{Id} holds");
        await stage.Pass(gate);
        stage.Report($"{Id} done");
    }

    public Task<Order?> Echo(Order? order) => Task.FromResult(order);

    public Task<string> Join(string? left, int right, Order order) => Task.FromResult($"{left}-{right}-{order.Customer}");

    public Task Fail(string message) => throw new InvalidTimeZoneException(message);

    public async Task Cancel()
    {
        await Task.Yield();
        throw new OperationCanceledException("cancelled inside");
    }

    public Task<string?> Trace() => Task.FromResult(Activity.Current?.TraceId.ToString());

    public void Dispose() => stage.Report($"{Id} disposed");

    protected override Task OnActivateAsync()
    {
        stage.FailIfTold();
        stage.Report($"{Id} activated");
        return Task.CompletedTask;
    }

    protected override Task OnDeactivateAsync()
    {
        stage.Report($"{Id} deactivated");
        return Task.CompletedTask;
    }
}
