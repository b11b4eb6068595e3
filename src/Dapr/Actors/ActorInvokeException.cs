namespace Dapr.Actors;

/// <summary>What an actor method threw, as far as it travels: the type's name and the message, never the exception itself.</summary>
public class ActorInvokeException : Exception
{
    /// <summary>The failure of a remote method.</summary>
    public ActorInvokeException(string actualExceptionType, string message)
        : base(message) => ActualExceptionType = actualExceptionType;

    /// <summary>The full name of the type that the method threw.</summary>
    public string ActualExceptionType { get; }
}
