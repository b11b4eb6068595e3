using Dapr.Actors;
using Xunit;

namespace Parley.Conformance.Actors;

public abstract class ActorFaults(Platform platform) : ActorSuite(platform)
{
    [SkippableFact]
    public async Task What_a_method_throws_arrives_as_type_and_message()
    {
        var fault = await Assert.ThrowsAsync<ActorMethodInvocationException>(() => Probe("a").Fail("no such zone"));

        var inner = Assert.IsType<ActorInvokeException>(fault.InnerException);
        Assert.Equal(typeof(InvalidTimeZoneException).FullName, inner.ActualExceptionType);
        Assert.Equal("no such zone", inner.Message);
        Assert.Equal("ERR_ACTOR_INVOKE_METHOD", fault.ErrorCode);
    }

    [SkippableFact]
    public async Task A_cancellation_inside_a_method_is_a_fault_like_any_other()
    {
        var fault = await Assert.ThrowsAsync<ActorMethodInvocationException>(() => Probe("a").Cancel());

        var inner = Assert.IsType<ActorInvokeException>(fault.InnerException);
        Assert.Equal(typeof(OperationCanceledException).FullName, inner.ActualExceptionType);
    }

    [SkippableFact]
    public async Task An_actor_outlives_what_its_methods_throw()
    {
        await Probe("a").Increment();
        await Assert.ThrowsAsync<ActorMethodInvocationException>(() => Probe("a").Fail("no such zone"));

        Assert.Equal(2, await Probe("a").Increment());
    }

    [SkippableFact]
    public async Task A_failed_activation_fails_its_call_and_the_next_call_activates_anew()
    {
        Stage.Failures = 1;
        await Assert.ThrowsAsync<ActorMethodInvocationException>(() => Probe("a").Increment());

        Assert.Equal(1, await Probe("a").Increment());
        Assert.Equal(["a disposed", "a activated"], Stage.Seen);
    }
}
