using Dapr.Actors;

namespace Parley.Conformance.Actors;

public interface IProbeActor : IActor
{
    Task<int> Increment();

    Task Enter(int number);

    Task Hold(string gate);

    Task<Order?> Echo(Order? order);

    Task<string> Join(string? left, int right, Order order);

    Task Fail(string message);

    Task Cancel();

    Task<string?> Trace();
}
