namespace Dapr.Actors;

/// <summary>An actor method threw. The inner exception is an <see cref="ActorInvokeException"/>.</summary>
public class ActorMethodInvocationException : DaprApiException
{
    /// <summary>The failure of a method, with what it threw.</summary>
    public ActorMethodInvocationException(string message, Exception innerException, bool isTransient)
        : base(message, innerException, "ERR_ACTOR_INVOKE_METHOD", isTransient)
    {
    }
}
