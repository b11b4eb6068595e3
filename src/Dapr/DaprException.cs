namespace Dapr;

/// <summary>A call to Dapr failed: the store, the sidecar or placement did not answer, or an ETag did not match.</summary>
/// <remarks>Source: Dapr.Client of the .NET SDK 1.18.</remarks>
public class DaprException : Exception
{
    /// <summary>A failure in words.</summary>
    public DaprException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in words, with the exception that caused it.</summary>
    public DaprException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
