using Dapr;
using Dapr.Actors;

namespace Parley.Sessions;

/// <summary>Tells an outage of what Parley stands on (answered 503, worth a retry) from a fault of Parley (500).</summary>
public static class Outage
{
    private static readonly string[] OutageTypes =
    [
        "System.Net.Http.HttpRequestException", "System.Threading.Tasks.TaskCanceledException", "System.TimeoutException", "Grpc.Core.RpcException",
    ];

    public static bool Is(Exception exception) => exception switch
    {
        // What an actor threw travels as a name only.
        ActorMethodInvocationException { InnerException: ActorInvokeException inner } =>
            inner.ActualExceptionType.StartsWith("Dapr.", StringComparison.Ordinal) || OutageTypes.Contains(inner.ActualExceptionType),
        DaprException or HttpRequestException or TimeoutException or TaskCanceledException => true,
        _ => false,
    };
}
