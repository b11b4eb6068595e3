namespace Dapr;

/// <summary>Dapr answered a call with an error of its API.</summary>
/// <remarks>Source: Dapr.Client of the .NET SDK 1.18.</remarks>
public class DaprApiException : DaprException
{
    /// <summary>An error of the API, with its code (such as <c>ERR_ACTOR_INVOKE_METHOD</c>) and whether a repeat may succeed.</summary>
    public DaprApiException(string message, Exception inner, string errorCode, bool isTransient)
        : base(message, inner)
    {
        ErrorCode = errorCode;
        IsTransient = isTransient;
    }

    /// <summary>An error of the API that nothing else caused.</summary>
    public DaprApiException(string message, string errorCode, bool isTransient)
        : base(message)
    {
        ErrorCode = errorCode;
        IsTransient = isTransient;
    }

    /// <summary>The API's error code, such as <c>ERR_ACTOR_INVOKE_METHOD</c>.</summary>
    public string ErrorCode { get; }

    /// <summary>Whether the same call may succeed when it is repeated.</summary>
    public bool IsTransient { get; }
}
