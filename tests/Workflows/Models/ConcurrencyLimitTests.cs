using Microsoft.Extensions.AI;
using Parley.Workflows.Models;
using Xunit;

namespace Parley.Workflows.Tests.Models;

public sealed class ConcurrencyLimitTests
{
    [Fact]
    public async Task A_call_beyond_the_limit_waits_for_another_to_end()
    {
        using var model = new WaitingModel();
        using var limited = new ConcurrencyLimit(model, 2);

        var calls = Enumerable.Range(0, 3).Select(_ => limited.GetResponseAsync("多久发货？")).ToList();
        Assert.Equal(2, model.Calls.Count);

        model.Calls[0].SetResult(new ChatResponse());
        await calls[0];
        await Hosting.Eventually.TrueAsync(() => Task.FromResult(model.Calls.Count == 3), "the third call reaches the model");
        model.Calls[1].SetResult(new ChatResponse());
        model.Calls[2].SetResult(new ChatResponse());
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task A_call_that_fails_leaves_its_place()
    {
        using var model = new WaitingModel();
        using var limited = new ConcurrencyLimit(model, 1);

        var failing = limited.GetResponseAsync("多久发货？");
        model.Calls[0].SetException(new ModelException("timeout"));
        await Assert.ThrowsAsync<ModelException>(() => failing);

        var next = limited.GetResponseAsync("多久发货？");
        Assert.Equal(2, model.Calls.Count);
        model.Calls[1].SetResult(new ChatResponse());
        await next;
    }
}
