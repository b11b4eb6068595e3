using System.ClientModel;
using System.Net.Sockets;

namespace Parley.Workflows.Models.OpenAi;

/// <summary>Names what went wrong, and drops the rest of it.</summary>
internal static class Failure
{
    public const string Malformed = "malformed answer";

    public static ModelException Of(Exception exception) => new(exception switch
    {
        ModelException known => known.Kind,
        AnswerTooLargeException => "answer too large",
        ClientResultException { Status: > 0 } answered => $"status {answered.Status}",
        { InnerException: AnswerTooLargeException } => "answer too large",
        OperationCanceledException or TimeoutException => "timeout",
        ClientResultException or HttpRequestException or IOException or SocketException => "connection failed",

        // The library reads what comes as if it were right, and stumbles over what is not in many ways.
        _ => Malformed,
    });
}
