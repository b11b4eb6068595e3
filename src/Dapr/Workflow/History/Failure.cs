using System.Text.Json.Serialization;
using Dapr.Workflow.Replay;

namespace Dapr.Workflow.History;

/// <summary>Why an activity or a workflow failed: the exception's full type name and its message, no more.</summary>
internal sealed record Failure(
    [property: JsonPropertyName("t")] string Type,
    [property: JsonPropertyName("m")] string Message)
{
    public static Failure Of(Exception exception) => exception is NotRegisteredException missing
        ? new Failure(missing.ErrorType, missing.Message)
        : new Failure(exception.GetType().FullName ?? exception.GetType().Name, exception.Message);

    public WorkflowTaskFailureDetails ToDetails() => new(Type, Message);
}
